package dev.parley.load.relay;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** The results for programs: every round, and the medians. */
final class JsonReport {
    private JsonReport() {}

    static JsonObject of(Results results, JsonObject settings) {
        JsonArray loads = new JsonArray();
        results.byLoad().forEach((load, relays) -> {
            JsonArray list = new JsonArray();
            relays.forEach((relay, rounds) -> list.add(relay(relays, relay, rounds)));
            loads.add(new JsonObject().put("load", load).put("relays", list));
        });
        JsonObject idle = new JsonObject();
        results.idle().forEach(idle::put);
        return new JsonObject().put("settings", settings).put("loads", loads).put("idleMillisPerSecond", idle);
    }

    private static JsonObject relay(Map<String, List<Window>> relays, String relay, List<Window> rounds) {
        double[] ratios = Results.ratios(relays, relay);
        JsonArray list = new JsonArray();
        rounds.forEach(round -> list.add(round(round)));
        return new JsonObject()
                .put("relay", relay)
                .put("cpuMicrosPerSignal", Statistics.median(rounds, Window::cpuMicrosPerSignal))
                .put("ratioToFloor", ratios.length == 0 ? 1 : Statistics.median(ratios))
                .put("rounds", list);
    }

    private static JsonObject round(Window w) {
        return new JsonObject()
                .put("cpuMicrosPerSignal", w.cpuMicrosPerSignal())
                .put("compilerMicrosPerSignal", w.compilerMicrosPerSignal())
                .put("systemMicrosPerSignal", w.systemMicrosPerSignal())
                .put("signalsPerSecond", w.signalsPerSecond())
                .put("ackMillisP50", Window.millis(w.ack(), 50))
                .put("ackMillisP99", Window.millis(w.ack(), 99))
                .put("deliveryMillisP50", Window.millis(w.delivery(), 50))
                .put("deliveryMillisP99", Window.millis(w.delivery(), 99))
                .put("refused", w.refused())
                .put("lost", w.lost());
    }
}
