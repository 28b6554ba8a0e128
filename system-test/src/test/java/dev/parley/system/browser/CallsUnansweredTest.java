package dev.parley.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.system.fixture.LocalCluster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that come to nothing, as both see it on two nodes. */
@Tag("browser")
@Tag("long")
class CallsUnansweredTest {
    /** As short as a busy computer sees it ring. */
    private static final int RING_SECONDS = 15;

    @RegisterExtension
    static final LocalCluster CLUSTER =
            LocalCluster.of(2).with("PARLEY_CALLS_RING_SECONDS", Integer.toString(RING_SECONDS));

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private final String suffix = SignedIn.suffix();
    private Page alice;
    private Page bob;
    private Locator rings;

    @BeforeEach
    void aliceCallsBob() {
        alice = SignedIn.register(BROWSERS, CLUSTER.node(0).url(), "alice-" + suffix);
        bob = SignedIn.register(BROWSERS, CLUSTER.node(1).url(), "bob-" + suffix);
        alice.locator("#dial-names").fill("bob-" + suffix);
        alice.locator("button[value=video]").click();
        rings = bob.getByRole(AriaRole.DIALOG);
        says(rings, "alice-" + suffix + " calls you");
    }

    private static void says(Locator where, String words) {
        assertThat(where).containsText(words);
    }

    private static void press(Locator where, String button) {
        where.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button))
                .click();
    }

    private void historySays(String aliceReads, String bobReads) {
        for (Page page : new Page[] {alice, bob}) {
            page.reload();
            says(page.locator("section[aria-labelledby=history-title]"), page == alice ? aliceReads : bobReads);
        }
        assertThat(BROWSERS.problems()).isEmpty();
    }

    @Test
    void aDeclinedCallTellsTheCallerAndRingsNoMore() {
        press(rings, "Decline");
        says(alice.getByRole(AriaRole.DIALOG), "declined.");
        assertThat(rings).hasCount(0);
        historySays("Declined", "You declined");
    }

    @Test
    void aCallThatIsGivenUpStopsRingingAndSaysWhy() {
        press(alice.getByRole(AriaRole.DIALOG), "Hang up");
        says(bob.locator("body"), "alice-" + suffix + " hung up.");
        assertThat(rings).hasCount(0);
        assertThat(alice.getByRole(AriaRole.DIALOG)).hasCount(0);
        historySays("No answer", "Missed");
    }

    @Test
    void aCallThatNobodyAnswersIsMissed() {
        says(alice.getByRole(AriaRole.DIALOG), "did not answer.");
        says(bob.locator("body"), "You missed a call from alice-" + suffix);
        assertThat(rings).hasCount(0);
        historySays("No answer", "Missed");
    }
}
