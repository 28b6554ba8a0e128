package dev.parley.system.browser;

import com.microsoft.playwright.Page;
import dev.parley.protocol.Ids;
import java.util.Locale;

/** People with accounts, and the page from which they call and are called. */
final class SignedIn {
    private static final String PASSWORD = "correct horse battery";

    private SignedIn() {}

    /** What makes a user name one that nobody else has. */
    static String suffix() {
        return Ids.random(5).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "x");
    }

    /** Registers somebody new; ends on the page of people. */
    static Page register(Browsers browsers, String url, String name) {
        Page page = browsers.open(url + "/register.html?next=people.html", PageScript.of(PageScript.SMALL_PICTURE));
        page.locator("input[name=username]").fill(name);
        page.locator("input[name=password]").fill(PASSWORD);
        page.locator("button[type=submit], form button.primary").first().click();
        page.waitForURL("**/people.html");
        return page;
    }
}
