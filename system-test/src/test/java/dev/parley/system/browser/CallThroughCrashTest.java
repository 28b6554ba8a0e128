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

    /**
     * A small picture, and a watch that looks every 100 ms at what is decoded and at the tiles. The time between two frames is
     * the decoder's own: the root of what {@code totalSquaredInterFrameDelay} grew by is at least the longest pause since the
     * last look, however late that look was (W3C Identifiers for WebRTC's Statistics API).
     */
    private static final String WATCH =
            """
            (() => {
              const media = navigator.mediaDevices;
              const open = media.getUserMedia.bind(media);
              const video = { width: 160, height: 120, frameRate: 10 };
              media.getUserMedia = (wish) => open(wish.video ? { ...wish, video } : wish);
              MediaStreamTrack.prototype.applyConstraints = async () => {};
              const made = [];
              const Plain = window.RTCPeerConnection;
              window.RTCPeerConnection = class extends Plain { constructor(...told) { super(...told); made.push(this); } };
              const tracks = new Map();
              const watch = (window.watch = { phase: '', gaps: {}, tiles: {}, frames: {}, tracks: 0 });
              const look = async () => {
                const { phase, gaps, tiles, frames } = watch;
                const reports = await Promise.all(made.filter((pc) => pc.connectionState !== 'closed').map((pc) => pc.getStats()));
                for (const report of reports.flatMap((stats) => [...stats.values()])) {
                  if (report.type !== 'inbound-rtp' || report.kind !== 'video') continue;
                  const { framesDecoded = 0, totalSquaredInterFrameDelay: squared = 0 } = report;
                  const before = tracks.get(report.trackIdentifier);
                  tracks.set(report.trackIdentifier, { framesDecoded, squared });
                  if (!phase || !before || framesDecoded === before.framesDecoded) continue;
                  const gap = Math.round(1000 * Math.sqrt(squared - before.squared));
                  gaps[phase] = Math.max(gaps[phase] ?? 0, gap);
                  frames[phase] = (frames[phase] ?? 0) + framesDecoded - before.framesDecoded;
                }
                watch.tracks = [...tracks.values()].filter(({ framesDecoded }) => framesDecoded > 15).length;
                const shown = document.querySelectorAll('video[data-peer-id]').length;
                if (phase) tiles[phase] = Math.min(tiles[phase] ?? 99, shown);
                setTimeout(look, 100);
              };
              look();
            })()""";

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    @TempDir
    Path folder;

    @Test
    void noPictureStopsWhileTheOwnerAndThenAnotherNodeAreKilled() throws Exception {
        try (NodeProcesses nodes = new NodeProcesses(3, folder)) {
            List<Page> pages = new ArrayList<>();
            for (int i = 0; i < NAMES.length; i++) {
                String room = "/room.html?id=crash&join=1&name=" + NAMES[i];
                pages.add(BROWSERS.open(nodes.url(i) + room, WATCH));
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
