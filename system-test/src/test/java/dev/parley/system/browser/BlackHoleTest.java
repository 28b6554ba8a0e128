package dev.parley.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.system.fixture.LocalCluster;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A network that loses every packet of the media while the server can still be reached, until ICE has given up. */
@Tag("browser")
@Tag("long")
class BlackHoleTest {
    @TempDir
    Path folder;

    @Test
    void mediaThatFailedComeBackByThemselvesOnceThereIsAWay() throws Exception {
        NetworkNamespace.require();
        try (NetworkNamespace away = new NetworkNamespace();
                LocalCluster cluster = LocalCluster.of(2)
                        .with("PARLEY_HTTP_HOST", away.hostAddress())
                        .start()) {
            String secure = "--unsafely-treat-insecure-origin-as-secure=" + String.join(",", cluster.urls(0));
            Path chromium = Chromium.program();
            try (Browsers inside = Browsers.started(away.wrap(chromium, folder), secure);
                    Browsers outside = Browsers.started(chromium, secure)) {
                Visitor ann = enter(inside, cluster.node(0).url(), "Ann");
                Visitor bob = enter(outside, cluster.node(1).url(), "Bob");
                failAndComeBack(away, ann, bob);
            }
        }
    }

    private static Visitor enter(Browsers browsers, String url, String name) {
        return Visitor.enter(browsers, url, "hole", name, PageScript.SMALL_PICTURE, PageScript.CONNECTIONS);
    }

    private static void failAndComeBack(NetworkNamespace away, Visitor ann, Visitor bob) {
        List<Visitor> both = List.of(ann, bob);
        both.forEach(visitor -> visitor.seesMoving(1).listen("connection", "peer:leave", "reconnecting"));
        long hole = System.nanoTime();
        away.swallowUdp();
        ann.hasHeard("connection Bob disconnected");
        long disconnected = System.nanoTime();
        ann.hasHeard("connection Bob failed");
        bob.hasHeard("connection Ann failed");
        long failed = System.nanoTime();
        assertThat(ann.text("document.documentElement.dataset.state")).isEqualTo("joined");

        away.passUdp();
        both.forEach(visitor -> visitor.seesMoving(1));
        LoggerFactory.getLogger(BlackHoleTest.class)
                .info(
                        "ms from the hole to disconnected {}, to failed {}; from its end to both pictures {}",
                        (disconnected - hole) / 1_000_000,
                        (failed - hole) / 1_000_000,
                        (System.nanoTime() - failed) / 1_000_000);
        for (Visitor visitor : both) {
            assertThat(visitor.heard().toString())
                    .endsWith(" connected]")
                    .doesNotContain("peer:leave")
                    .doesNotContain("reconnecting");
            assertThat(visitor.number("window.made.length")).as("connections").isEqualTo(1);
        }
    }
}
