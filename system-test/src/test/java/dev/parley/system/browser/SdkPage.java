package dev.parley.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.parley.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A page with the SDK and nothing else, for what the application has no switch for. A node does not have it: the browser
 * is told that it comes from there.
 */
final class SdkPage {
    private static final long BUILD_SECONDS = 180;
    private static final String PREFIX = "/sdk-page/";
    private static final String PUBLISHED = "sdk/";
    private static final Path SOURCES = Path.of("src", "test", "sdk-page");
    private static final Path PACKAGE = Path.of("..", "web-client", "sdk-dist");
    private static final Path BUILT = build();

    private SdkPage() {}

    /** How the SDK comes to the page. */
    enum Form {
        /** The sources, by a bundler. */
        BUNDLED("index.html"),
        /** The package's modules as they are. */
        MODULES("modules.html"),
        /** The package's one script. */
        SCRIPT("script.html");

        private final String page;

        Form(String page) {
            this.page = page;
        }
    }

    /** How one joins; the fields are those of the SDK's {@code ParleyOptions} and {@code JoinOptions}. */
    record Entry(ObjectNode client, ObjectNode join) {
        static Entry named(String name) {
            return new Entry(Json.newObject(), Json.newObject().put("name", name));
        }

        Entry relayOnly() {
            client.put("iceTransportPolicy", "relay");
            return this;
        }

        Entry audioOnly() {
            join.putObject("media").put("audio", true);
            return this;
        }

        Entry encrypted(String secret) {
            join.putObject("e2ee").put("secret", secret);
            return this;
        }

        private String json() {
            ObjectNode both = Json.newObject();
            both.set("client", client);
            both.set("join", join);
            return both.toString();
        }
    }

    /** Opens the page on a node and joins; ends once it is in. */
    static Visitor enter(Browsers browsers, String url, String roomId, Entry entry, PageScript... scripts) {
        return enter(Form.BUNDLED, browsers, url, roomId, entry, scripts);
    }

    static Visitor enter(Form form, Browsers browsers, String url, String roomId, Entry entry, PageScript... scripts) {
        Page page = browsers.open(url + PREFIX + form.page, PageScript.of(scripts), SdkPage::serve);
        page.waitForFunction("() => window.enter");
        page.evaluate("([roomId, entry]) => window.enter(roomId, JSON.parse(entry))", List.of(roomId, entry.json()));
        return Visitor.of(page).awaitJoined();
    }

    private static void serve(BrowserContext context) {
        // a page that came from no address is taken for one of the internet, which may not open sockets to this
        // computer
        context.grantPermissions(List.of("local-network-access", "camera", "microphone"));
        context.route("**" + PREFIX + "**", route -> {
            String file = URI.create(route.request().url()).getPath().substring(PREFIX.length());
            route.fulfill(new Route.FulfillOptions().setPath(pathOf(file)));
        });
    }

    private static Path pathOf(String file) {
        if (file.startsWith(PUBLISHED)) {
            Path published = PACKAGE.resolve(file.substring(PUBLISHED.length()));
            assertThat(published)
                    .as("run npm run check:sdk in web-client first")
                    .exists();
            return published;
        }
        Path built = BUILT.resolve(file);
        return Files.exists(built) ? built : SOURCES.resolve(file);
    }

    private static Path build() {
        Path vite = Path.of("../web-client/node_modules/vite/bin/vite.js");
        try {
            Process process = new ProcessBuilder(
                            "node",
                            vite.toString(),
                            "build",
                            "--config",
                            "src/test/sdk-page/vite.config.mjs",
                            "--logLevel",
                            "warn")
                    .inheritIO()
                    .start();
            boolean ended = process.waitFor(BUILD_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            Path built = Path.of("target", "sdk-page");
            if (!ended || process.exitValue() != 0 || !Files.exists(built.resolve("index.html"))) {
                throw new AssertionError("the page could not be built; npm ci in web-client first");
            }
            return built;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted");
        }
    }
}
