package dev.parley.load.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Puts an HTML page that needs nothing else together: style, the chart library, the data and the page's own script. */
public final class LonePage {
    /** The version is the POM's. */
    private static final String CHARTS = "/META-INF/resources/webjars/chart.js/4.4.4/dist/chart.umd.js";

    private static final String STYLE = "/dev/parley/load/report/report.css";

    private LonePage() {}

    /**
     * @param frame resource with the places {@code {{title}}}, {@code style}, {@code charts}, {@code data} and {@code page}
     * @param script resource with the page's own JavaScript
     * @param json of its element {@code #data}
     */
    public static String of(String title, String frame, String script, String json) {
        return read(frame)
                .replace("{{title}}", text(title))
                .replace("/*style*/", read(STYLE))
                .replace("/*charts*/", read(CHARTS).replaceAll("//# sourceMappingURL=\\S*", ""))
                .replace("/*data*/", harmless(json))
                .replace("/*page*/", read(script));
    }

    /** JSON that cannot end the script around it. */
    private static String harmless(String json) {
        return json.replace("<", "\\u003c");
    }

    private static String text(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String read(String resource) {
        try (InputStream in = LonePage.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
