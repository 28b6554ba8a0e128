package dev.parley.gateway.rest;

import io.vertx.core.Handler;
import io.vertx.core.file.FileSystem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.MimeMapping;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sends an asset as the build compressed it, in a file beside the plain one, to clients that take it so (RFC 9110,
 * 12.5.3): a running node compresses nothing. Whatever is not there compressed is left to the next handler.
 */
final class CompressedAssets implements Handler<RoutingContext> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*");
    /** The smaller first. Browsers take Brotli over TLS only. */
    private static final List<Coding> CODINGS = List.of(new Coding("br", ".br"), new Coding("gzip", ".gz"));

    private final FileSystem files;
    private final String folder;
    private final String cacheControl;

    CompressedAssets(FileSystem files, String folder, String cacheControl) {
        this.files = files;
        this.folder = folder;
        this.cacheControl = cacheControl;
    }

    private record Coding(String name, String suffix) {}

    @Override
    public void handle(RoutingContext ctx) {
        ctx.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        String path = ctx.request().path();
        String name = path.substring(path.lastIndexOf('/') + 1);
        Optional<Coding> coding =
                CODINGS.stream().filter(c -> accepts(ctx, c.name)).findFirst();
        // a part of a file is counted in the bytes of the plain one
        if (coding.isEmpty()
                || !NAME.matcher(name).matches()
                || ctx.request().headers().contains("Range")) {
            ctx.next();
            return;
        }
        String file = folder + "/" + name + coding.get().suffix;
        files.exists(file).onSuccess(exists -> {
            if (exists) {
                send(ctx, name, file, coding.get());
            } else {
                ctx.next();
            }
        });
    }

    private void send(RoutingContext ctx, String name, String file, Coding coding) {
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, MimeMapping.mimeTypeForFilename(name) + ";charset=UTF-8")
                .putHeader(HttpHeaders.CONTENT_ENCODING, coding.name)
                .putHeader(HttpHeaders.CACHE_CONTROL, cacheControl)
                .sendFile(file)
                .onFailure(ctx::fail);
    }

    private static boolean accepts(RoutingContext ctx, String coding) {
        return ctx.parsedHeaders().acceptEncoding().stream()
                .anyMatch(accepted -> accepted.value().equalsIgnoreCase(coding) && accepted.weight() > 0);
    }
}
