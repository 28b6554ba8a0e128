package dev.parley.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import dev.parley.system.fixture.SharedCluster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A room whose members share a secret, which the server must not know. */
@Tag("browser")
class EncryptedRoomTest {
    private static final String SECRET = "the heron stands in the shallow water";
    private static final String DECODED =
            """
            (await Promise.all(window.made.map((pc) => pc.getStats()))).flatMap((report) => [...report.values()])
              .filter(({ type }) => type === 'inbound-rtp').reduce((sum, one) => sum + (one.framesDecoded ?? 0), 0)""";

    private static final String TRUST = "[...window.parley.room.e2ee.peers.values()].sort().join(' ')";
    private static final String SENT = "window.sent.join('\\n')";

    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private String roomId;
    private Visitor ann;

    @BeforeEach
    void annIsThere() {
        roomId = CLUSTER.createRoom(2, Json.newObject().put("e2ee", true));
        ann = enter(0, "Ann", SECRET).listen("chat");
    }

    private Visitor enter(int node, String name, String secret) {
        return enter(node, roomId, SdkPage.Entry.named(name).encrypted(secret));
    }

    private static Visitor enter(int node, String roomId, SdkPage.Entry entry) {
        return SdkPage.enter(
                BROWSERS,
                CLUSTER.url(node),
                roomId,
                entry,
                PageScript.SMALL_PICTURE,
                PageScript.CONNECTIONS,
                PageScript.SOCKETS);
    }

    @Test
    void whoeverKnowsTheSecretSeesHearsAndReadsTheOthers() {
        Visitor bob = enter(1, "Bob", SECRET).listen("chat").seesMoving(1);
        ann.seesMoving(1).hears(1).run("window.parley.room.sendChat('between us')");
        bob.hears(1).hasHeard("chat between us");
        String code = ann.text("window.parley.room.e2ee.safetyCode");
        assertThat(code).matches("(\\d{5} ?){6}").isEqualTo(bob.text("window.parley.room.e2ee.safetyCode"));
        assertThat(BROWSERS.problems()).isEmpty();
    }

    @Test
    void whoeverHasAnotherSecretGetsNothingWhileTheOthersGoOn() {
        Visitor cid = enter(0, "Cid", SECRET).listen("chat").seesMoving(1);
        Visitor bob = enter(1, "Bob", "the heron stands in the deep water")
                .listen("chat")
                .awaitPeers(2);
        bob.eventually(TRUST + " === 'unreadable unreadable'");
        for (Visitor visitor : new Visitor[] {ann, cid}) {
            visitor.eventually(TRUST + " === 'unreadable verified'");
        }
        int before = cid.number(DECODED);
        cid.eventually("(async () => " + DECODED + ")().then((now) => now > " + before + " + 10)");
        ann.run("window.parley.room.sendChat('between us')");
        cid.hasHeard("chat between us");
        assertThat(bob.number(DECODED)).as("frames that were decoded").isZero();
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void whatIsSaidAndHowToConnectNeverGoesToTheServerInTheClear() {
        Visitor bob = enter(1, "Bob", SECRET).listen("chat").seesMoving(1);
        ann.run("window.parley.room.sendChat('between us')");
        bob.hasHeard("chat between us");
        for (Visitor visitor : new Visitor[] {ann, bob}) {
            assertThat(visitor.text(SENT))
                    .contains("\"sealed\"")
                    .doesNotContain("v=0")
                    .doesNotContain("a=fingerprint")
                    .doesNotContain("ice-ufrag")
                    .doesNotContain("candidate:")
                    .doesNotContain("between us")
                    .doesNotContain(SECRET);
        }
    }

    /** What the other tests look for is there to be found. */
    @Test
    void inARoomWithoutSecretTheServerSeesTheDescriptions() {
        String open = CLUSTER.createRoom(2);
        Visitor dan = enter(0, open, SdkPage.Entry.named("Dan"));
        enter(1, open, SdkPage.Entry.named("Eve")).seesMoving(1);
        assertThat(dan.text(SENT)).contains("v=0").contains("a=fingerprint").contains("candidate:");
    }
}
