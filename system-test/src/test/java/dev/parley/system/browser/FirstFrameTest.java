package dev.parley.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import dev.parley.system.fixture.SharedCluster;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/**
 * From the address of a room to the first picture of the other, beside a page that does nothing but connect two
 * RTCPeerConnections of its own to each other. Prints the figures; a busy machine may make the times anything, so only
 * their ratio is asserted, and generously.
 */
@Tag("browser")
@Tag("long")
class FirstFrameTest {
    private static final int RUNS = 7;
    private static final double LARGEST_RATIO = 5;

    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private HttpServer bare;

    @BeforeEach
    void serveTheBarePage() throws Exception {
        byte[] body;
        try (var file = FirstFrameTest.class.getResourceAsStream("/page/bare.html")) {
            body = file.readAllBytes();
        }
        bare = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bare.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        bare.start();
    }

    @AfterEach
    void stop() {
        bare.stop(0);
    }

    @Test
    void theFirstPictureOfARoomBesideThatOfABareConnection() throws Exception {
        String roomId = CLUSTER.createRoom(2);
        Visitor.enter(BROWSERS, CLUSTER.url(1), roomId, "Bob", PageScript.SMALL_PICTURE)
                .awaitJoined();
        String bareUrl = "http://127.0.0.1:" + bare.getAddress().getPort() + "/";
        String roomUrl = CLUSTER.url(0) + "/room.html?join=1&name=Ann&id=" + roomId;
        firstFrame(bareUrl);
        firstFrame(roomUrl);
        List<Integer> bareTimes = new ArrayList<>();
        List<Integer> roomTimes = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            bareTimes.add(firstFrame(bareUrl));
            roomTimes.add(firstFrame(roomUrl));
        }
        report(bareTimes, roomTimes);
        assertThat(ratio(bareTimes, roomTimes)).isLessThan(LARGEST_RATIO);
        assertThat(BROWSERS.problems()).isEmpty();
    }

    /** Milliseconds from the navigation to the first remote picture, in a browser that has seen nothing yet. */
    private static int firstFrame(String url) {
        Page page = BROWSERS.open(url, PageScript.of(PageScript.SMALL_PICTURE, PageScript.FIRST_FRAME));
        Visitor visitor = Visitor.of(page).eventually("window.firstFrame > 0");
        int time = visitor.number("Math.round(window.firstFrame)");
        // told, because a page that is closed like this may not get to say that it goes
        page.evaluate("() => window.parley?.room?.leave()");
        page.context().close();
        return time;
    }

    private static void report(List<Integer> bareTimes, List<Integer> roomTimes) throws Exception {
        String figures = String.format(
                "{\"bareMs\":%s,\"roomMs\":%s,\"bareMedianMs\":%d,\"roomMedianMs\":%d,\"ratio\":%.2f}",
                bareTimes, roomTimes, median(bareTimes), median(roomTimes), ratio(bareTimes, roomTimes));
        Files.writeString(Path.of("target", "first-frame.json"), figures);
        LoggerFactory.getLogger(FirstFrameTest.class).info("first frame {}", figures);
    }

    private static double ratio(List<Integer> bareTimes, List<Integer> roomTimes) {
        return (double) median(roomTimes) / median(bareTimes);
    }

    private static int median(List<Integer> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
