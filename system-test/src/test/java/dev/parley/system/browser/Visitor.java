package dev.parley.system.browser;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import java.util.List;
import java.util.stream.IntStream;

/** Somebody in a room, or on the way there, by the room's page. For test threads. */
final class Visitor {
    static final double PATIENCE_MS = 60_000;
    private static final double LOOK_MS = 50;
    private static final int SOME_FRAMES = 10;
    private static final int SOME_PACKETS = 25;

    /** Frames shown so far, by the peer whose they are. */
    private static final String FRAMES =
            """
            () => Object.fromEntries([...document.querySelectorAll('video[data-peer-id]')]
              .map((video) => [video.dataset.peerId, video.getVideoPlaybackQuality().totalVideoFrames]))""";

    /** Packets that came and what was to be heard in them, by the peer whose they are. */
    private static final String SOUND =
            """
            async () => {
              const heard = await Promise.all(window.parley.room.peers.map(async (peer) => {
                const sound = [...(await peer.getStats()).values()].find(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio');
                return [peer.id, { packets: sound?.packetsReceived ?? 0, energy: sound?.totalAudioEnergy ?? 0 }];
              }));
              return Object.fromEntries(heard);
            }""";

    /** What to tell of a page on which something did not come true. */
    private static final String SEEN =
            """
            () => JSON.stringify({
              state: document.documentElement.dataset.state,
              said: document.querySelector('main')?.innerText.slice(0, 300),
              peers: window.parley?.room?.peers.map(({ name, connection, status, state }) => ({ name, connection, status, state })),
              frames: [...document.querySelectorAll('video[data-peer-id]')].map((video) => video.getVideoPlaybackQuality().totalVideoFrames),
              made: window.made?.map(({ connectionState, signalingState }) => `${connectionState} ${signalingState}`),
              heard: window.heard,
            })""";

    private final Page page;

    private Visitor(Page page) {
        this.page = page;
    }

    /** Somebody whose page is there already. */
    static Visitor of(Page page) {
        return new Visitor(page);
    }

    /** Opens the page that joins at once; it need not be in yet. */
    static Visitor enter(Browsers browsers, String url, String roomId, String name, PageScript... scripts) {
        String address = url + "/room.html?id=" + roomId + "&join=1&name=" + name;
        return new Visitor(browsers.open(address, PageScript.of(scripts)));
    }

    Page page() {
        return page;
    }

    /** Waits until the expression of JavaScript is true. */
    Visitor eventually(String condition) {
        return eventually(condition, PATIENCE_MS);
    }

    Visitor eventually(String condition, double patienceMs) {
        holds("() => " + condition, null, patienceMs);
        return this;
    }

    private void holds(String function, Object argument, double patienceMs) {
        try {
            page.waitForFunction(
                    function,
                    argument,
                    new Page.WaitForFunctionOptions().setTimeout(patienceMs).setPollingInterval(LOOK_MS));
        } catch (TimeoutError late) {
            throw new AssertionError("not within " + patienceMs + " ms: " + function + " with " + argument + " at "
                    + page.evaluate(SEEN));
        }
    }

    Visitor awaitJoined() {
        return eventually("document.documentElement.dataset.state === 'joined'");
    }

    /** Waits until the room has that many others, each with a tile. */
    Visitor awaitPeers(int count) {
        awaitJoined().eventually("window.parley.room.peers.length === " + count);
        return eventually("document.querySelectorAll('video[data-peer-id]').length === " + count);
    }

    /** Waits until the pictures of that many others move on from where they are. */
    Visitor seesMoving(int count) {
        awaitPeers(count);
        Object before = page.evaluate(FRAMES);
        holds(
                "(before) => Object.entries((" + FRAMES + ")()).every(([id, frames]) => frames > (before[id] ?? 0) + "
                        + SOME_FRAMES + ")",
                before,
                PATIENCE_MS);
        return this;
    }

    /** Waits until sound that is not silence comes from that many others. */
    Visitor hears(int count) {
        awaitPeers(count);
        Object before = page.evaluate(SOUND);
        holds(
                "async (before) => Object.entries(await (" + SOUND + ")()).every(([id, { packets, energy }]) =>"
                        + " packets > before[id].packets + " + SOME_PACKETS + " && energy > before[id].energy)",
                before,
                PATIENCE_MS);
        return this;
    }

    /** The names of the others, in the order in which their tiles stand. */
    List<String> others() {
        Object names = page.evaluate("() => window.parley.room.peers.map(({ name }) => name)");
        return ((List<?>) names).stream().map(String::valueOf).toList();
    }

    String peerId() {
        return text("window.parley.client.peerId");
    }

    /** Runs an expression, and waits for it where it is a promise; one that is never settled fails. */
    Visitor run(String expression) {
        page.evaluate(
                """
                async (ms) => {
                  const late = new Promise((_, reject) => setTimeout(() => reject(new Error('never settled')), ms));
                  await Promise.race([%s, late]);
                }"""
                        .formatted(expression),
                PATIENCE_MS);
        return this;
    }

    String text(String expression) {
        return String.valueOf(page.evaluate("() => " + expression));
    }

    int number(String expression) {
        return ((Number) page.evaluate("async () => " + expression)).intValue();
    }

    ObjectNode json(String expression) {
        return Json.object(Slice.utf8(text("JSON.stringify(" + expression + ")")));
    }

    /** From now on the room's events of these kinds are kept in {@code heard}, each as its name and what it tells. */
    Visitor listen(String... events) {
        page.evaluate(
                """
                (events) => {
                  window.heard ??= [];
                  const told = (value) => value?.text ?? value?.reason ?? value?.resumed ?? value?.name ?? value;
                  for (const event of events) window.parley.room.on(event, (...all) => window.heard.push([event, ...all.map(told)].join(' ')));
                }""",
                List.of(events));
        return this;
    }

    /** Waits until an event that was listened for has come, written as its name and what it told. */
    Visitor hasHeard(String event) {
        holds("(event) => window.heard.includes(event)", event, PATIENCE_MS);
        return this;
    }

    List<?> heard() {
        return (List<?>) page.evaluate("() => window.heard");
    }

    /** Names what {@link PageScript#WATCH} sees from now on. */
    Visitor phase(String name) {
        page.evaluate("(name) => { window.watch.phase = name; }", name);
        return this;
    }

    /** Waits until the pictures have moved on in the phase, then tells the longest pause between two frames in it, in milliseconds. */
    int longestGap(String phase) {
        eventually("(window.watch.frames['" + phase + "'] ?? 0) > 30");
        return number("window.watch.gaps['" + phase + "']");
    }

    /** Several visitors in a row, on two nodes in turn. */
    static List<Visitor> enterInTurn(
            Browsers browsers, List<String> urls, String roomId, int count, PageScript... scripts) {
        return IntStream.range(0, count)
                .mapToObj(i -> enter(browsers, urls.get(i % urls.size()), roomId, "Visitor" + i, scripts))
                .toList();
    }
}
