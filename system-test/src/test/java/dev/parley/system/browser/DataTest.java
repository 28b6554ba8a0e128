package dev.parley.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.system.fixture.SharedCluster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** What two people send each other besides sound and picture. */
@Tag("browser")
class DataTest {
    private static final int FILE_BYTES = 20 * 1024 * 1024;

    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private String roomId;
    private Visitor ann;
    private Visitor bob;

    @BeforeEach
    void meet() {
        roomId = CLUSTER.createRoom(2);
        ann = enter(0, roomId, "Ann");
        bob = enter(1, roomId, "Bob").awaitPeers(1);
        ann.awaitPeers(1);
    }

    private static Visitor enter(int node, String roomId, String name) {
        SdkPage.Entry entry = SdkPage.Entry.named(name);
        return SdkPage.enter(BROWSERS, CLUSTER.url(node), roomId, entry, PageScript.SMALL_PICTURE);
    }

    @Test
    void bothReadTheChatInTheSameOrder() {
        ann.listen("chat");
        bob.listen("chat");
        for (int i = 0; i < 5; i++) {
            ann.run("window.parley.room.sendChat('ann " + i + "')");
            bob.run("window.parley.room.sendChat('bob " + i + "')");
        }
        ann.hasHeard("chat bob 4").hasHeard("chat ann 4");
        bob.hasHeard("chat bob 4").hasHeard("chat ann 4");
        assertThat(ann.heard()).hasSize(10).isEqualTo(bob.heard());
        assertThat(BROWSERS.problems()).isEmpty();
    }

    @Test
    void whoeverComesLateReadsFromThePeersWhatWasSaidBefore() {
        bob.listen("chat");
        ann.run("window.parley.room.sendChat('first')");
        bob.hasHeard("chat first").run("window.parley.room.sendChat('second')");
        ann.run("window.parley.room.sendChat('third')");
        Visitor cid = enter(2, roomId, "Cid");
        cid.eventually("window.parley.room.chat.history.length === 3");
        ObjectNode told = cid.json("{ history: window.parley.room.chat.history }");
        assertThat(told.path("history").findValuesAsText("text")).containsExactly("first", "second", "third");
        assertThat(told.path("history").findValuesAsText("name")).containsExactly("Ann", "Bob", "Ann");
        assertThat(told.path("history").findValuesAsText("handedBy")).hasSize(3).isSubsetOf(ann.peerId(), bob.peerId());

        bob.run("window.parley.room.sendChat('fourth')");
        cid.eventually("window.parley.room.chat.history.at(-1).text === 'fourth'");
        assertThat(cid.text("window.parley.room.chat.history.at(-1).handedBy")).isEqualTo("null");
        assertThat(cid.number("window.parley.room.chat.history.length")).isEqualTo(4);
        assertThat(BROWSERS.problems()).isEmpty();
    }

    @Test
    @Tag("long")
    void aFileOfTwentyMegabytesArrivesAsItWas() {
        bob.run(
                """
                window.files.on('offer', (file) => {
                  file.accept();
                  file.done.then(async (blob) => {
                    const hash = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
                    window.came = { name: file.name, bytes: blob.size, hash: new Uint8Array(hash).toString() };
                  }, (thrown) => { window.came = { failed: String(thrown) }; });
                })""");
        String sent = String.valueOf(ann.page()
                .evaluate(
                        """
                        async (size) => {
                          const bytes = new Uint8Array(size);
                          for (let at = 0; at < size; at += 65536) crypto.getRandomValues(bytes.subarray(at, at + 65536));
                          const file = new File([bytes], 'holiday.bin', { type: 'application/octet-stream' });
                          window.begun = performance.now();
                          const transfer = window.files.send(window.parley.room.peers[0].id, file);
                          transfer.done.then(() => { window.sent = performance.now() - window.begun; });
                          return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).toString();
                        }""",
                        FILE_BYTES));
        bob.eventually("window.came");
        ann.eventually("window.sent > 0");
        assertThat(bob.text("window.came.name")).isEqualTo("holiday.bin");
        assertThat(bob.number("window.came.bytes")).isEqualTo(FILE_BYTES);
        assertThat(bob.text("window.came.hash")).isEqualTo(sent);
        LoggerFactory.getLogger(DataTest.class).info("20 MiB in {} ms", ann.number("Math.round(window.sent)"));
        assertThat(BROWSERS.problems()).isEmpty();
    }
}
