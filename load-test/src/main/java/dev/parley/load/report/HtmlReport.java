package dev.parley.load.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A result as one page that needs nothing else: style, the chart library and the figures are all within. */
public final class HtmlReport {
    /** The version is the POM's. */
    private static final String CHARTS = "/META-INF/resources/webjars/chart.js/4.4.4/dist/chart.umd.js";

    private static final String FOLDER = "/dev/parley/load/report/";

    private HtmlReport() {}

    public static String of(Result result) {
        return read(FOLDER + "report.html")
                .replace("{{title}}", text(result.title()))
                .replace("/*style*/", read(FOLDER + "report.css"))
                .replace("/*charts*/", read(CHARTS).replaceAll("//# sourceMappingURL=\\S*", ""))
                .replace("/*data*/", script(JsonReport.of(result)))
                .replace("/*page*/", read(FOLDER + "report.js"));
    }

    /** JSON that cannot end the script around it. */
    private static String script(String json) {
        return json.replace("<", "\\u003c");
    }

    private static String text(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String read(String resource) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
