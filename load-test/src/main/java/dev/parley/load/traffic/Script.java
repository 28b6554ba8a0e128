package dev.parley.load.traffic;

import java.util.Random;

/** What the members of a room say to each other. */
public enum Script {
    /** As browsers do: offer, answer, candidates, now and then an offer and an answer anew. */
    NEGOTIATION {
        @Override
        Conversation between(int payload, long seed) {
            return new Negotiation(new Random(seed));
        }
    },
    /** Signals of one size, there and back in turn. */
    SIGNALS {
        @Override
        Conversation between(int payload, long seed) {
            return new Conversation() {
                private boolean back = true;

                @Override
                public Step next() {
                    back = !back;
                    return new Step(back, Signals.OFFER, payload);
                }
            };
        }
    };

    /** A new conversation of two members. @param payload bytes, where the script does not say itself */
    abstract Conversation between(int payload, long seed);
}
