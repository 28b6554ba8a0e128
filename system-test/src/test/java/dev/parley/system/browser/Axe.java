package dev.parley.system.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Deque's axe-core in a page: the rules of WCAG 2.2 AA that a program can check, and its best practices. */
final class Axe {
    private static final String SCRIPT = script();

    private static final String RUN =
            """
            async (runOnly) => {
              const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'] });
              return violations.flatMap(({ id, nodes }) =>
                nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`));
            }""";

    private static final List<String> EVERYTHING =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** All that the dark theme changes. */
    private static final List<String> COLOURS = List.of("color-contrast");

    private record Size(int width, int height) {}

    private Axe() {}

    /** What violates a rule on a desktop and on a phone, in the light and in the dark. */
    static List<String> violations(Page page, String name) {
        List<String> found = new ArrayList<>();
        for (Size size : List.of(new Size(1280, 800), new Size(390, 844))) {
            page.setViewportSize(size.width(), size.height());
            String place = name + ", " + size.width() + " wide, ";
            look(page, ColorScheme.LIGHT, "tag", EVERYTHING).forEach(each -> found.add(place + "light: " + each));
            look(page, ColorScheme.DARK, "rule", COLOURS).forEach(each -> found.add(place + "dark: " + each));
        }
        return found;
    }

    private static List<?> look(Page page, ColorScheme scheme, String type, List<String> values) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        if (Boolean.FALSE.equals(page.evaluate("() => 'axe' in window"))) {
            page.evaluate(SCRIPT);
        }
        return (List<?>) page.evaluate(RUN, Map.of("type", type, "values", values));
    }

    private static String script() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
