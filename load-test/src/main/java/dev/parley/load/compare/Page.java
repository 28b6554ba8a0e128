package dev.parley.load.compare;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the page and, by the plotting program among the rivals, its plots in {@code images} beside it. */
final class Page {
    private static final String IMAGES = "images";

    private Page() {}

    static void write(JsonObject result, Path page, Path rivals) throws IOException {
        Path images = page.toAbsolutePath().resolveSibling(IMAGES);
        Files.createDirectories(images);
        Files.writeString(page, PerformancePage.of(result, IMAGES));
        Path json = Files.createTempFile("parley-compare-", ".json");
        try {
            Files.writeString(json, result.encode());
            Programs.output("node", rivals.resolve("plot.mjs").toString(), json.toString(), images.toString());
        } finally {
            Files.delete(json);
        }
    }
}
