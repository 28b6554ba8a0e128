package dev.parley.system.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A running Chromium, and what talks to it. */
record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {
    private static final List<String> FLAGS = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--use-fake-device-for-media-stream=device-count=3",
            "--use-fake-ui-for-media-stream");

    private static final List<Path> PROGRAMS = Stream.of(
                    "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .toList();

    /** The system's. */
    static Path program() {
        return PROGRAMS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Chromium among " + PROGRAMS));
    }

    /** The one of all test classes, which ends with the last of them; where it crashed, another one. */
    static Chromium shared(ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL);
        Chromium running = store.get(Chromium.class, Chromium.class);
        if (running != null && !running.browser().isConnected()) {
            store.remove(Chromium.class);
            running.close();
        }
        return store.getOrComputeIfAbsent(Chromium.class, key -> start(program(), List.of()), Chromium.class);
    }

    static Chromium start(Path program, List<String> furtherFlags) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                .setExecutablePath(program)
                .setChromiumSandbox(false)
                .setArgs(Stream.concat(FLAGS.stream(), furtherFlags.stream()).toList());
        return new Chromium(playwright, playwright.chromium().launch(options));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
