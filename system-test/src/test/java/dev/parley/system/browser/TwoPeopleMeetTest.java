package dev.parley.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.SharedCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two browsers on two nodes in a room that a third node owns. */
@Tag("browser")
class TwoPeopleMeetTest {
    private static final double PATIENCE_MS = 40_000;

    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static Page join(int node, String roomId, String name) {
        return BROWSERS.open(CLUSTER.url(node) + "/room.html?id=" + roomId + "&name=" + name + "&join=1");
    }

    private static Object eventually(Page page, String condition) {
        return page.waitForFunction(
                        condition,
                        null,
                        new Page.WaitForFunctionOptions()
                                .setTimeout(PATIENCE_MS)
                                .setPollingInterval(100))
                .jsonValue();
    }

    /** Waits until a picture of somebody else has moved: some frames, and then more. */
    static void seesMovingPictures(Page page) {
        eventually(page, "() => document.documentElement.dataset.state === 'joined'");
        Object frames = eventually(
                page,
                "() => document.querySelector('video[data-peer-id]')?.getVideoPlaybackQuality().totalVideoFrames || 0");
        eventually(
                page,
                "() => document.querySelector('video[data-peer-id]').getVideoPlaybackQuality().totalVideoFrames > "
                        + frames + " + 10");
    }

    @Test
    void bothSeeEachOtherMoveAndOneSeesTheOtherGo() {
        String roomId = CLUSTER.get().roomOwnedBy(2);
        // created first, because the pages look the room up and a browser reports what is not found as an error
        Eventually.result(CLUSTER.crowd().open(0).createRoom(Json.newObject().put("roomId", roomId)));
        Page alice = join(0, roomId, "Alice");
        Page bob = join(1, roomId, "Bob");
        seesMovingPictures(alice);
        seesMovingPictures(bob);
        assertThat(alice.content()).contains("Bob");
        assertThat(alice.locator("video[data-peer-id]").count()).isEqualTo(1);

        bob.evaluate("() => window.parley.room.leave()");
        eventually(alice, "() => document.querySelectorAll('video[data-peer-id]').length === 0");
        assertThat(alice.evaluate("document.documentElement.dataset.state")).isEqualTo("joined");
        assertThat(BROWSERS.problems()).isEmpty();
    }
}
