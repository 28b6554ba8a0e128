package dev.parley.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.SharedCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who gets in and who is put out, as the people on both sides of the door see it. */
@Tag("browser")
class DoorTest {
    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static Visitor enter(int node, String roomId, String name) {
        return Visitor.enter(BROWSERS, CLUSTER.url(node), roomId, name, PageScript.SMALL_PICTURE);
    }

    private static Locator button(Visitor visitor, String name) {
        return visitor.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    void whoeverIsRemovedReadsWhyAndTheOthersSeeAnEmptyPlace() {
        String roomId = CLUSTER.createRoom(2);
        Visitor host = enter(0, roomId, "Ann").awaitJoined();
        Visitor removed = enter(1, roomId, "Bob").seesMoving(1);
        Visitor other = enter(0, roomId, "Cid").seesMoving(2);
        host.seesMoving(2).listen("peer:leave");
        other.listen("peer:leave");
        removed.listen("ended");

        host.run("window.parley.room.moderation.kick('" + removed.peerId() + "')");
        assertThat(removed.page().getByText("You were removed from the room")).isVisible();
        removed.hasHeard("ended kicked").eventually("document.documentElement.dataset.state === 'ended'");
        for (Visitor visitor : new Visitor[] {host, other}) {
            visitor.hasHeard("peer:leave Bob kicked").seesMoving(1);
            assertThat(visitor.page().getByText("Bob was removed.").first()).isVisible();
        }
        assertThat(host.others()).containsExactly("Cid");
        assertThat(BROWSERS.problems()).isEmpty();
    }

    @Test
    void whoeverWaitsInTheLobbyMeetsTheOthersOnceLetIn() {
        String roomId = CLUSTER.createRoom(2, Json.newObject().put("lobby", true));
        Visitor host = enter(0, roomId, "Ann").awaitJoined();
        Visitor guest = enter(1, roomId, "Zoe");
        assertThat(guest.page().getByText("The host will let you in")).isVisible();
        assertThat(host.page().getByText("Zoe wants to come in.")).isVisible();
        assertThat(host.page().locator("video[data-peer-id]")).hasCount(0);

        button(host, "Let in").first().click();
        guest.seesMoving(1);
        host.seesMoving(1);
        assertThat(host.page().getByText("Zoe wants to come in.")).hasCount(0);
        assertThat(BROWSERS.problems()).isEmpty();
    }

    @Test
    void whoeverIsNotLetInReadsSoAndWasSeenByNobody() {
        String roomId = CLUSTER.createRoom(2, Json.newObject().put("lobby", true));
        Visitor host = enter(0, roomId, "Ann").awaitJoined().listen("peer:join");
        Visitor guest = enter(1, roomId, "Zoe");
        assertThat(host.page().getByText("Zoe wants to come in.")).isVisible();

        button(host, "Refuse").first().click();
        assertThat(guest.page().getByText("You were not let in")).isVisible();
        assertThat(host.others()).isEmpty();
        assertThat(host.heard()).isEmpty();
        assertThat(BROWSERS.problems()).isEmpty();
    }
}
