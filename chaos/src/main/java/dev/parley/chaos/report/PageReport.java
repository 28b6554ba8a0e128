package dev.parley.chaos.report;

import dev.parley.load.report.LonePage;

/** Findings as one page that needs nothing else, with a timeline of each fault. */
public final class PageReport {
    private static final String FOLDER = "/dev/parley/chaos/report/";

    private PageReport() {}

    public static String of(Findings findings) {
        return LonePage.of(findings.title(), FOLDER + "chaos.html", FOLDER + "chaos.js", JsonReport.of(findings));
    }
}
