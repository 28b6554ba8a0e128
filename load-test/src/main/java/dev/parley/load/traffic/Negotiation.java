package dev.parley.load.traffic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/**
 * Perfect negotiation as it looks on the wire: an offer and its answer of 3 to 6 KB, 6 to 12 candidates of about 200
 * bytes from both sides, then up to two renegotiations (a track added, a screen shared); then all again, as after an ICE
 * restart.
 */
final class Negotiation implements Conversation {
    private static final int DESCRIPTION_MIN = 3_000;
    private static final int DESCRIPTION_MAX = 6_000;
    private static final int CANDIDATES_MIN = 6;
    private static final int CANDIDATES_MAX = 12;
    private static final int CANDIDATE_MIN = 180;
    private static final int CANDIDATE_MAX = 220;
    private static final int RENEGOTIATIONS_MAX = 2;

    private final Random random;
    private final Deque<Step> ahead = new ArrayDeque<>();

    Negotiation(Random random) {
        this.random = random;
    }

    @Override
    public Step next() {
        if (ahead.isEmpty()) {
            plan();
        }
        return ahead.remove();
    }

    private void plan() {
        exchange();
        int candidates = between(CANDIDATES_MIN, CANDIDATES_MAX);
        for (int i = 0; i < candidates; i++) {
            ahead.add(new Step(i % 2 == 1, Signals.CANDIDATE, between(CANDIDATE_MIN, CANDIDATE_MAX)));
        }
        int renegotiations = between(0, RENEGOTIATIONS_MAX);
        for (int i = 0; i < renegotiations; i++) {
            exchange();
        }
    }

    private void exchange() {
        int bytes = between(DESCRIPTION_MIN, DESCRIPTION_MAX);
        ahead.add(new Step(false, Signals.OFFER, bytes));
        ahead.add(new Step(true, Signals.ANSWER, bytes));
    }

    private int between(int min, int max) {
        return min + random.nextInt(max - min + 1);
    }
}
