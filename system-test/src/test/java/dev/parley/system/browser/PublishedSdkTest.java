package dev.parley.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import dev.parley.system.fixture.SharedCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The package as it is published, without a bundler: its modules on one page, its one script on the other. */
@Tag("browser")
class PublishedSdkTest {
    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    @Test
    void modulesAndScriptMeetInAnEncryptedRoom() {
        String roomId = CLUSTER.createRoom(2, Json.newObject().put("e2ee", true));
        Visitor ann = enter(SdkPage.Form.MODULES, 0, roomId, "Ann").listen("chat");
        Visitor bob = enter(SdkPage.Form.SCRIPT, 1, roomId, "Bob").listen("chat");
        ann.seesMoving(1).hears(1).run("window.parley.room.sendChat('by module')");
        bob.seesMoving(1).hears(1).hasHeard("chat by module").run("window.parley.room.sendChat('by script')");
        ann.hasHeard("chat by script");
        assertThat(BROWSERS.problems()).isEmpty();
    }

    private static Visitor enter(SdkPage.Form form, int node, String roomId, String name) {
        SdkPage.Entry entry = SdkPage.Entry.named(name).encrypted("the heron stands in the shallow water");
        return SdkPage.enter(form, BROWSERS, CLUSTER.url(node), roomId, entry, PageScript.SMALL_PICTURE);
    }
}
