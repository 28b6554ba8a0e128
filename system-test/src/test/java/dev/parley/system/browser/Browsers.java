package dev.parley.system.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The system's Chromium with cameras that are made up, and a context for each participant. As an extension it is one that
 * all test classes share, because starting it takes seconds.
 */
final class Browsers implements BeforeAllCallback, AfterEachCallback, AutoCloseable {
    /** Six pages that begin at once share two cores. */
    private static final double NAVIGATION_MS = 60_000;

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();
    private Chromium chromium;

    /** One that lives for a while only; close it. */
    static Browsers started(Path program, String... furtherFlags) {
        Browsers browsers = new Browsers();
        browsers.chromium = Chromium.start(program, List.of(furtherFlags));
        return browsers;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        PlaywrightAssertions.setDefaultAssertionTimeout(Visitor.PATIENCE_MS);
        chromium = Chromium.shared(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
        problems.clear();
    }

    @Override
    public void close() {
        chromium.close();
    }

    /** A page of a participant of its own. What it throws or reports as an error is kept. */
    Page open(String url) {
        return open(url, "");
    }

    /** @param script runs in the page before its own */
    Page open(String url, String script) {
        return open(url, script, context -> {});
    }

    /** @param prepare what to do with the participant's context before the page is opened */
    Page open(String url, String script, Consumer<BrowserContext> prepare) {
        BrowserContext context = chromium.browser().newContext();
        contexts.add(context);
        prepare.accept(context);
        context.addInitScript(script);
        context.setDefaultNavigationTimeout(NAVIGATION_MS);
        Page page = context.newPage();
        page.onPageError(error -> problems.add(error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                problems.add(message.text());
            }
        });
        page.navigate(url);
        return page;
    }

    /** Keeps a picture of the page for people who want to look. */
    void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "pictures", name + ".png")));
    }

    List<String> problems() {
        return List.copyOf(problems);
    }
}
