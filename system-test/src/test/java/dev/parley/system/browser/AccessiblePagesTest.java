package dev.parley.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.SharedCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No page, and no dialog on it, breaks a rule that axe-core knows, on any screen and in either theme. */
@Tag("browser")
class AccessiblePagesTest {
    private static final String PASSWORD = "correct horse battery";

    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private final List<String> violations = new ArrayList<>();

    @Test
    void thePagesForVisitors() {
        Page page = BROWSERS.open(CLUSTER.url(0) + "/index.html");
        page.waitForSelector(".rooms ul, .rooms .empty");
        look(page, "lobby");
        for (String name : List.of("login", "register")) {
            go(page, name);
            page.waitForSelector("form");
            look(page, name);
        }
        go(page, "settings");
        page.click("parley-device-section .button");
        page.waitForSelector("parley-preview .tile:not(.dark)");
        page.click(".doctor-start");
        page.waitForSelector(".doctor-verdict");
        look(page, "settings with devices and a connection check");
        assertThat(violations).isEmpty();
    }

    @Test
    void theWayIntoARoom() {
        String roomId = CLUSTER.get().roomOwnedBy(1);
        Eventually.result(CLUSTER.crowd().open(0).createRoom(Json.newObject().put("roomId", roomId)));
        Page page = BROWSERS.open(CLUSTER.url(0) + "/room.html?id=" + roomId);
        page.waitForSelector("parley-preview .tile:not(.dark)");
        look(page, "before the room");
        page.click("parley-doctor-dialog button");
        look(page, "before the room, connection check");
        page.keyboard().press("Escape");
        page.fill("#name", "Ann");
        page.click(".prejoin-form .primary");
        page.waitForFunction("() => document.documentElement.dataset.state === 'joined'");
        look(page, "room");
        openInTheRoom(page, "[aria-keyshortcuts=C]", "chat");
        openInTheRoom(page, "[aria-keyshortcuts=P]", "people");
        openInTheRoom(page, "[aria-haspopup]", "menu");
        assertThat(violations).isEmpty();
    }

    @Test
    void thePagesForPeopleWithAnAccountAndTheirCalls() {
        String suffix = Ids.random(5).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "x");
        Page ann = register("ann-" + suffix);
        Page bob = register("bob-" + suffix);
        bob.fill("#dial-names", "ann-" + suffix);
        bob.click("button[value=video]");
        ann.waitForSelector("dialog.ringing[open]");
        look(ann, "incoming call");
        look(bob, "outgoing call");
        bob.click("dialog.ringing .danger");
        ann.waitForSelector(".row-card");
        look(ann, "people");
        go(ann, "history");
        ann.waitForSelector(".row-card");
        look(ann, "history");
        ann.click("a[href^='timeline.html']");
        ann.waitForSelector(".timeline-meta");
        look(ann, "timeline of a missed call");
        ann.navigate(CLUSTER.url(0) + "/timeline.html?call=c_unknown");
        ann.waitForSelector("text=Nobody remembers this call");
        look(ann, "timeline of a call that nobody knows");
        go(ann, "index");
        ann.click(".account-link");
        look(ann, "lobby with the menu open");
        go(ann, "settings");
        ann.click(".settings-tasks button");
        look(ann, "settings with a dialog");
        assertThat(violations).isEmpty();
    }

    private void openInTheRoom(Page page, String button, String name) {
        page.setViewportSize(1280, 800);
        page.locator(".controls " + button).first().click();
        look(page, "room with " + name);
    }

    private void look(Page page, String name) {
        violations.addAll(Axe.violations(page, name));
    }

    private static void go(Page page, String name) {
        page.navigate(CLUSTER.url(0) + "/" + name + ".html");
    }

    private static Page register(String name) {
        Page page = BROWSERS.open(CLUSTER.url(0) + "/register.html?next=people.html");
        page.fill("#username", name);
        page.fill("input[name=password]", PASSWORD);
        page.click("form button.primary");
        page.waitForURL("**/people.html");
        return page;
    }
}
