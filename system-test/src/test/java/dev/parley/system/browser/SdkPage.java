package dev.parley.system.browser;

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
    private static final Path BUILT = build();

    private SdkPage() {}

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
        Page page = browsers.open(url + PREFIX + "index.html", PageScript.of(scripts), SdkPage::serve);
        page.evaluate("([roomId, entry]) => window.enter(roomId, JSON.parse(entry))", List.of(roomId, entry.json()));
        return Visitor.of(page).awaitJoined();
    }

    private static void serve(BrowserContext context) {
        // a page that came from no address is taken for one of the internet, which may not open sockets to this
        // computer
        context.grantPermissions(List.of("local-network-access", "camera", "microphone"));
        context.route("**" + PREFIX + "**", route -> {
            String file = URI.create(route.request().url()).getPath().substring(PREFIX.length());
            route.fulfill(new Route.FulfillOptions().setPath(BUILT.resolve(file)));
        });
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
