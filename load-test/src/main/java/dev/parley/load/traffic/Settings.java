package dev.parley.load.traffic;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A run's traffic in words, for its report. */
final class Settings {
    private Settings() {}

    static String title(Traffic traffic) {
        return String.format(
                Locale.ROOT,
                "%,d rooms of %,d peers, %,d idle sockets, %s",
                traffic.rooms(),
                traffic.roomSize(),
                traffic.idle(),
                pace(traffic));
    }

    private static String pace(Traffic traffic) {
        return traffic.inFlight() > 0
                ? String.format(Locale.ROOT, "%,d signals open", traffic.inFlight())
                : String.format(Locale.ROOT, "%,.0f signals/s", traffic.rate());
    }

    static Map<String, String> of(Traffic traffic, int processes) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("endpoints", String.join(", ", traffic.endpoints()));
        all.put("sockets", String.format(Locale.ROOT, "%,d", traffic.sockets()));
        all.put("offered", pace(traffic) + (traffic.inFlight() > 0 ? " (closed loop)" : " (open loop)"));
        all.put("script", script(traffic));
        all.put("ramp", traffic.rampSeconds() + " s");
        all.put("load", traffic.seconds() + " s");
        all.put("churn", traffic.churn() + "/s");
        all.put("generator processes", Integer.toString(processes));
        all.put(
                "cores of the generator's machine",
                Integer.toString(Runtime.getRuntime().availableProcessors()));
        return all;
    }

    private static String script(Traffic traffic) {
        return traffic.script() == Script.SIGNALS
                ? String.format(Locale.ROOT, "signals of %,d bytes", traffic.payload())
                : "negotiation";
    }
}
