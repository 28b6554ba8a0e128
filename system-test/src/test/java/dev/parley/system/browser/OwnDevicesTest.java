package dev.parley.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.parley.system.fixture.SharedCluster;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one does with camera, microphone and screen during a call, as the other sees it; none of it negotiates anew. */
@Tag("browser")
class OwnDevicesTest {
    private static final String WIDTH = "document.querySelector('video[data-peer-id]').videoWidth";
    private static final String STATE = "window.parley.room.peers[0].state";

    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private Visitor ann;
    private Visitor bob;
    private int offers;

    @BeforeEach
    void meet() {
        List<Visitor> both = Visitor.enterInTurn(
                BROWSERS,
                CLUSTER.urls(0, 1),
                CLUSTER.createRoom(0),
                2,
                PageScript.SMALL_PICTURE,
                PageScript.CONNECTIONS);
        both.forEach(visitor -> visitor.seesMoving(1));
        ann = both.get(0);
        bob = both.get(1);
        offers = offers();
    }

    private int offers() {
        return ann.number("window.offers") + bob.number("window.offers");
    }

    private void nothingWasNegotiated() {
        assertThat(offers()).as("offers").isEqualTo(offers);
        assertThat(BROWSERS.problems()).isEmpty();
    }

    @Test
    void aScreenTakesTheCamerasPlaceAndGivesItBack() {
        bob.eventually(WIDTH + " === 160");
        ann.run("window.parley.room.setScreenShare(true)");
        bob.eventually(STATE + ".screen === true").eventually(WIDTH + " > 160").seesMoving(1);

        ann.run("window.parley.room.setScreenShare(false)");
        bob.eventually(STATE + ".screen === false")
                .eventually(WIDTH + " === 160")
                .seesMoving(1);
        nothingWasNegotiated();
    }

    @Test
    void anotherCameraAndAnotherMicrophoneTakeOverInTheMiddleOfACall() {
        for (String kind : List.of("video", "audio")) {
            String track = "window.parley.room.local.track('" + kind + "')";
            String before = ann.text(track + ".getSettings().deviceId");
            String set = kind.equals("video") ? "setCamera" : "setMicrophone";
            // the last one: Chromium's second made-up camera films depth, which nobody can send
            ann.run("navigator.mediaDevices.enumerateDevices().then((all) => all.filter((one) => one.kind === '" + kind
                    + "input').at(-1)).then(({ deviceId }) => window.parley.room." + set + "(true, deviceId))");
            assertThat(ann.text(track + ".getSettings().deviceId")).isNotEqualTo(before);
            assertThat(ann.text("window.made[0].getSenders().some(({ track }) => track === " + track + ")"))
                    .isEqualTo("true");
            bob.seesMoving(1).hears(1);
        }
        nothingWasNegotiated();
    }

    @Test
    void whoeverIsMutedOrDarkIsSeenToBe() {
        Locator tile = bob.page().locator(".tile:has(video[data-peer-id])");
        assertThat(tile).not().containsText("Muted");
        ann.page().keyboard().press("m");
        bob.eventually(STATE + ".audio === false");
        assertThat(tile).containsText("Muted");
        ann.page().keyboard().press("m");
        bob.eventually(STATE + ".audio === true").hears(1);
        assertThat(tile).not().containsText("Muted");

        Pattern dark = Pattern.compile("\\bdark\\b");
        ann.page().keyboard().press("v");
        bob.eventually(STATE + ".video === false");
        assertThat(tile).hasClass(dark);
        ann.page().keyboard().press("v");
        bob.eventually(STATE + ".video === true").seesMoving(1);
        assertThat(tile).not().hasClass(dark);
        nothingWasNegotiated();
    }
}
