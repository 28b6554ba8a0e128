package dev.parley.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.system.fixture.SharedCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two users in two browsers on two nodes: registering, ringing, a call with moving pictures, the history of both. */
@Tag("browser")
class AliceCallsBobTest {
    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private final String suffix = SignedIn.suffix();

    @Test
    void bobAcceptsTheySeeEachOtherAndBothFindTheCallInTheirHistory() {
        Page alice = SignedIn.register(BROWSERS, CLUSTER.url(0), "alice-" + suffix);
        Page bob = SignedIn.register(BROWSERS, CLUSTER.url(1), "bob-" + suffix);
        alice.locator("#dial-names").fill("bob-" + suffix);
        alice.locator("button[value=video]").click();

        Locator ringing = bob.getByRole(AriaRole.DIALOG);
        assertThat(ringing).containsText("alice-" + suffix);
        BROWSERS.picture(bob, "incoming-call");
        ringing.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Accept"))
                .click();
        Visitor.of(alice).seesMoving(1);
        Visitor.of(bob).seesMoving(1);
        BROWSERS.picture(alice, "call");

        bob.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Hang up"))
                .click();
        assertThat(alice.getByText("hung up")).isVisible();
        for (Page page : new Page[] {alice, bob}) {
            page.navigate(page.url().replaceFirst("/[^/]*$", "/people.html"));
            String other = page == alice ? "bob-" + suffix : "alice-" + suffix;
            assertThat(page.locator("section[aria-labelledby=history-title]")).containsText(other);
            BROWSERS.picture(page, "history");
        }
        assertThat(BROWSERS.problems()).isEmpty();
    }

    @Test
    void peopleIsForThoseWhoAreSignedIn() {
        Page page = BROWSERS.open(CLUSTER.url(2) + "/people.html");
        page.waitForURL("**/login.html?next=*");
        page.locator("input[name=username]").fill("nobody-" + suffix);
        page.locator("input[name=password]").fill("not the password");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        assertThat(page.getByRole(AriaRole.ALERT).first()).isVisible();
        BROWSERS.picture(page, "login-refused");
    }
}
