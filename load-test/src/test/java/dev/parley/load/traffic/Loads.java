package dev.parley.load.traffic;

import java.util.List;

/** Traffic for tests. */
final class Loads {
    private Loads() {}

    static Traffic of(int rooms, int idle, double rate, int inFlight, double churn) {
        return new Traffic(
                List.of("http://a", "http://b", "http://c"),
                "run",
                0,
                rooms,
                3,
                idle,
                1,
                5,
                rate,
                inFlight,
                churn,
                Script.NEGOTIATION,
                500);
    }
}
