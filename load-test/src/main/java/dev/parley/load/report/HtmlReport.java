package dev.parley.load.report;

/** A result as one page that needs nothing else: style, the chart library and the figures are all within. */
public final class HtmlReport {
    private static final String FOLDER = "/dev/parley/load/report/";

    private HtmlReport() {}

    public static String of(Result result) {
        return LonePage.of(result.title(), FOLDER + "report.html", FOLDER + "report.js", JsonReport.of(result));
    }
}
