package dev.parley.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.protocol.Ids;
import dev.parley.system.fixture.LocalCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real call whose only way is a TURN server that nobody runs: its timeline says so. */
@Tag("browser")
@Tag("long")
class DeadTurnTest {
    private static final String RELAY_ONLY = "localStorage.setItem('parley.relay', 'true')";
    private static final double PATIENCE_MS = 30_000;

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private final String suffix = Ids.random(5).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "x");

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void theTimelineOfACallWithADeadTurnServerNamesIt() throws IOException {
        String server = "127.0.0.1:" + closedPort();
        try (LocalCluster cluster = LocalCluster.of(3)
                .with("PARLEY_TURN_URLS", "turn:" + server + "?transport=tcp")
                .with("PARLEY_TURN_SECRET", "north-of-the-river-0123456789abcdef")
                .start()) {
            Page alice = register(cluster, 0, "alice-" + suffix);
            Page bob = register(cluster, 1, "bob-" + suffix);
            alice.locator("#dial-names").fill("bob-" + suffix);
            alice.locator("button[value=audio]").click();
            bob.getByRole(AriaRole.DIALOG)
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Accept"))
                    .click();
            alice.waitForURL(Pattern.compile("room\\.html"));
            String room = alice.url().replaceFirst(".*[?&]id=r_(c_[^&#]*).*", "$1");
            assertThat(tileOf(alice, "bob-" + suffix)).isVisible();
            assertThat(tileOf(bob, "alice-" + suffix)).isVisible();
            // alice goes on; who took part may look, and has what the tab is signed in with
            Page page = bob;
            page.navigate(bob.url().replaceFirst("/[^/]*$", "/timeline.html?call=" + room));

            Locator finding = page.locator(".finding.error", new Page.LocatorOptions().setHasText(server));
            long until = System.nanoTime() + (long) (PATIENCE_MS * 1e6);
            while (finding.count() == 0 && System.nanoTime() < until) {
                page.waitForTimeout(1_000);
                page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask again"))
                        .click();
            }
            assertThat(finding.first()).containsText("cannot be reached");
            assertThat(page.locator(".sequence .event").count()).isGreaterThan(8);
            BROWSERS.picture(page, "timeline-dead-turn");
        }
    }

    private static Locator tileOf(Page page, String name) {
        return page.locator(".tile", new Page.LocatorOptions().setHasText(name)).first();
    }

    private static Page register(LocalCluster cluster, int node, String name) {
        Page page = BROWSERS.open(cluster.node(node).url() + "/register.html?next=people.html", RELAY_ONLY);
        page.locator("input[name=username]").fill(name);
        page.locator("input[name=password]").fill("correct horse battery");
        page.locator("button[type=submit], form button.primary").first().click();
        page.waitForURL("**/people.html");
        return page;
    }
}
