package dev.parley.gateway.rest;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The machine-readable wire contract: {@code /openapi.yaml} for HTTP, {@code /asyncapi.yaml} for the bus. */
final class DocumentRoutes {
    private static final String FOLDER = "/documents";
    private static final List<String> PATHS = List.of("/openapi.yaml", "/asyncapi.yaml");
    private static final String CACHE = "public, max-age=300";

    private DocumentRoutes() {}

    /** Reads both documents from the class path at once, some ten kilobytes each. */
    static void mount(Router router) {
        for (String path : PATHS) {
            Buffer document = read(path);
            router.get(path).handler(ctx -> send(ctx, document));
        }
    }

    /** RFC 9512 names the type. Viewers on other pages may read it: it is the same for everybody. */
    private static void send(RoutingContext ctx, Buffer document) {
        ctx.response()
                .putHeader("Content-Type", "application/yaml")
                .putHeader("Cache-Control", CACHE)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Access-Control-Allow-Origin", "*")
                .end(document);
    }

    private static Buffer read(String path) {
        try (InputStream in = DocumentRoutes.class.getResourceAsStream(FOLDER + path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is not packed with the gateway");
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
