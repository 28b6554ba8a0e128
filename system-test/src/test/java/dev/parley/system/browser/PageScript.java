package dev.parley.system.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What runs in a page before its own scripts; what each is for stands in its file. */
enum PageScript {
    SMALL_PICTURE,
    PLAIN_SOUND,
    CONNECTIONS,
    WATCH(CONNECTIONS),
    GLARE(CONNECTIONS),
    RELAYS(CONNECTIONS),
    SOCKETS,
    FIRST_FRAME,
    NO_WEBSOCKET,
    ONLY_POLLING(NO_WEBSOCKET);

    private final List<PageScript> needs;

    PageScript(PageScript... needs) {
        this.needs = List.of(needs);
    }

    /** Each of them once, after what it needs. */
    static String of(PageScript... scripts) {
        return Stream.of(scripts)
                .flatMap(script -> Stream.concat(script.needs.stream(), Stream.of(script)))
                .distinct()
                .map(PageScript::text)
                .collect(Collectors.joining("\n"));
    }

    private String text() {
        String file = "/page/" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".js";
        try (InputStream resource = PageScript.class.getResourceAsStream(file)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
