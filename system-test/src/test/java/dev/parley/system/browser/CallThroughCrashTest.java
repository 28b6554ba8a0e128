package dev.parley.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A call of three over three processes, of which two are killed: nobody's picture stops and nobody's tile goes. */
@Tag("browser")
@Tag("long")
class CallThroughCrashTest {
    private static final int LONGEST_GAP_MS = 500;
    private static final double PATIENCE_MS = 60_000;
    private static final double BEFORE_MS = 5_000;
    private static final String[] NAMES = {"Ann", "Bob", "Cid"};

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    @TempDir
    Path folder;

    @Test
    void noPictureStopsWhileTheOwnerAndThenAnotherNodeAreKilled() throws Exception {
        try (NodeProcesses nodes = new NodeProcesses(3, folder)) {
            List<Page> pages = new ArrayList<>();
            for (int i = 0; i < NAMES.length; i++) {
                pages.add(Visitor.enter(
                                BROWSERS, nodes.url(i), "crash", NAMES[i], PageScript.SMALL_PICTURE, PageScript.WATCH)
                        .page());
            }
            pages.forEach(page -> eventually(page, "() => window.watch.tracks >= 2"));
            phase(pages, "before");
            pages.get(0).waitForTimeout(BEFORE_MS);

            int owner = nodes.ownerOfTheRoom();
            phase(pages, "owner");
            nodes.kill(owner);
            lose(pages.get(owner));
            allHear(pages, "after the owner");

            int other = (owner + 1) % NAMES.length;
            phase(pages, "gateway");
            nodes.kill(other);
            lose(pages.get(other));
            allHear(pages, "after the gateway");
            report(pages);
        }
    }

    private static void phase(List<Page> pages, String name) {
        pages.forEach(page -> page.evaluate("name => { window.watch.phase = name }", name));
    }

    /** The page says in words that the connection is gone, and comes back by itself. */
    private static void lose(Page page) {
        eventually(page, "() => document.documentElement.dataset.state === 'reconnecting'");
        assertThat(page.locator("[role=status], [role=alert]").allInnerTexts().toString())
                .containsIgnoringCase("connect");
    }

    /** A chat of each reaches everybody. */
    private static void allHear(List<Page> pages, String when) {
        pages.forEach(page -> eventually(page, "() => document.documentElement.dataset.state === 'joined'"));
        for (Page page : pages) {
            page.evaluate("() => { window.heard ??= []; if (!window.listens) { window.listens = true;"
                    + " window.parley.room.on('chat', ({ text }) => window.heard.push(text)); } }");
        }
        for (int i = 0; i < NAMES.length; i++) {
            pages.get(i).evaluate("text => window.parley.room.sendChat(text)", NAMES[i] + ' ' + when);
        }
        for (Page page : pages) {
            for (String name : NAMES) {
                eventually(page, "() => window.heard.includes('" + name + ' ' + when + "')");
            }
        }
    }

    /** The last phase is looked at to its end: until both pictures moved on. */
    private static void report(List<Page> pages) {
        phase(pages, "after");
        pages.forEach(page -> eventually(page, "() => (window.watch.frames.after ?? 0) > 30"));
        List<ObjectNode> seen = new ArrayList<>();
        for (Page page : pages) {
            seen.add(Json.object(Slice.utf8((String) page.evaluate("() => JSON.stringify(window.watch)"))));
        }
        for (ObjectNode watch : seen) {
            watch.path("tiles")
                    .forEach(fewest ->
                            assertThat(fewest.asInt()).as(seen.toString()).isEqualTo(2));
            assertThat(watch.path("gaps").size()).as(seen.toString()).isEqualTo(4);
            watch.path("gaps")
                    .forEach(gap -> assertThat(gap.asInt()).as(seen.toString()).isLessThan(LONGEST_GAP_MS));
        }
        org.slf4j.LoggerFactory.getLogger(CallThroughCrashTest.class).info("gaps and tiles {}", seen);
    }

    private static void eventually(Page page, String condition) {
        page.waitForFunction(
                condition,
                null,
                new Page.WaitForFunctionOptions().setTimeout(PATIENCE_MS).setPollingInterval(50));
    }
}
