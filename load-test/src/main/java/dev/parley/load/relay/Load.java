package dev.parley.load.relay;

import java.util.List;
import java.util.Locale;

/** How signals are offered to a relay. */
public sealed interface Load {
    String name();

    /** Begins to send; called on the generator's loop. */
    Running start(List<Pair> pairs);

    /** Load that is being offered. Called on the generator's loop. */
    interface Running {
        /** A signal of the pair has ended. */
        void settled(Pair pair);

        void stop();
    }

    /** So many signals a second, whatever becomes of them: an open loop, as clients are. */
    record Paced(int perSecond) implements Load {
        @Override
        public String name() {
            return String.format(Locale.ROOT, "paced, %,d/s", perSecond);
        }

        @Override
        public Running start(List<Pair> pairs) {
            return new Pacer(pairs, perSecond);
        }
    }

    /** So many signals open at any time, the next one when one ends: as much as the relay can do. */
    record Saturating(int inFlight) implements Load {
        @Override
        public String name() {
            return String.format(Locale.ROOT, "saturated, %,d open", inFlight);
        }

        @Override
        public Running start(List<Pair> pairs) {
            for (int i = 0; i < inFlight; i++) {
                pairs.get(i % pairs.size()).send(System.nanoTime());
            }
            return new Running() {
                private boolean stopped;

                @Override
                public void settled(Pair pair) {
                    if (!stopped) {
                        pair.send(System.nanoTime());
                    }
                }

                @Override
                public void stop() {
                    stopped = true;
                }
            };
        }
    }
}
