package dev.parley.gateway.rest;

import dev.parley.cluster.NodeDirectory;
import io.vertx.core.file.FileSystem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.stream.Collectors;

/** The web client's files, and the headers that keep a page to what it is. */
final class Pages {
    private static final String ROOT = "webroot";
    private static final long ASSET_SECONDS = 365L * 24 * 3600;

    private final NodeDirectory nodes;

    Pages(NodeDirectory nodes) {
        this.nodes = nodes;
    }

    void mount(Router router, FileSystem files) {
        router.get().handler(this::secure);
        router.get("/assets/*")
                .handler(new CompressedAssets(files, ROOT + "/assets", "public, immutable, max-age=" + ASSET_SECONDS));
        router.get("/assets/*")
                .handler(StaticHandler.create(FileSystemAccess.RELATIVE, ROOT + "/assets")
                        .setMaxAgeSeconds(ASSET_SECONDS)
                        .setDirectoryListing(false));
        router.get().handler(Pages::askAgain);
        router.get()
                .handler(StaticHandler.create(FileSystemAccess.RELATIVE, ROOT)
                        .setCachingEnabled(false)
                        .setDirectoryListing(false));
    }

    /** Pages name their assets by content: only the pages themselves must not be kept. */
    private static void askAgain(RoutingContext ctx) {
        ctx.response().putHeader("Cache-Control", "no-cache");
        ctx.next();
    }

    /** Content Security Policy level 3: own files only, and connections to the cluster's nodes. */
    private void secure(RoutingContext ctx) {
        String connect = nodes.endpoints().stream()
                .map(url -> url + " " + url.replaceFirst("^http", "ws"))
                .collect(Collectors.joining(" "));
        ctx.response()
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'self'; connect-src 'self' " + connect
                                + "; img-src 'self' data: blob:; media-src 'self' blob: mediastream:; worker-src 'self' blob:;"
                                + " object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader(
                        "Permissions-Policy",
                        "camera=(self), microphone=(self), display-capture=(self), geolocation=()");
        ctx.next();
    }
}
