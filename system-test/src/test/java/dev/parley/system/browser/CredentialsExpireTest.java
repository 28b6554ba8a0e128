package dev.parley.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.system.fixture.LocalCluster;
import dev.parley.system.turn.TurnServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A call that may go by the relay only, and lasts six times as long as the credentials with which it began. */
@Tag("browser")
@Tag("long")
class CredentialsExpireTest {
    /** The shortest that the configuration allows. */
    private static final int TTL_SECONDS = 20;

    private static final int CALL_SECONDS = 120;
    private static final double PATIENCE_MS = 2_000.0 * CALL_SECONDS;
    private static final int LONGEST_GAP_MS = 3_000;
    /** The newest may have come this very moment; and where both sides restart at once, one of them may pass one over. */
    private static final int PASSED_OVER = 2;

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    @TempDir
    Path folder;

    @Test
    void theCallMovesOnToFreshCredentialsAndNobodyNoticesIt() throws Exception {
        TurnServer.require();
        try (TurnServer turn = new TurnServer(folder);
                LocalCluster cluster = LocalCluster.of(2)
                        .with("PARLEY_TURN_URLS", "turn:127.0.0.1:" + turn.port)
                        .with("PARLEY_TURN_SECRET", TurnServer.SECRET)
                        .with("PARLEY_TURN_TTL_SECONDS", Integer.toString(TTL_SECONDS))
                        .start()) {
            List<Visitor> both =
                    cluster.urls(0).stream().map(CredentialsExpireTest::join).toList();
            both.forEach(visitor -> visitor.seesMoving(1));
            both.forEach(visitor -> visitor.phase("call"));
            both.forEach(
                    visitor -> visitor.eventually("window.used.age() > " + (CALL_SECONDS - TTL_SECONDS), PATIENCE_MS));
            both.forEach(visitor -> examine(visitor, turn));
        }
    }

    private static Visitor join(String url) {
        SdkPage.Entry entry = SdkPage.Entry.named("somebody").relayOnly();
        return SdkPage.enter(
                BROWSERS, url, "relayed", entry, PageScript.SMALL_PICTURE, PageScript.WATCH, PageScript.RELAYS);
    }

    private static void examine(Visitor visitor, TurnServer turn) {
        ObjectNode used = visitor.json("window.used");
        LoggerFactory.getLogger(CredentialsExpireTest.class).info("used {}", used);
        assertThat(used.path("names")).as(used.toString()).hasSizeGreaterThanOrEqualTo(CALL_SECONDS / TTL_SECONDS);
        assertThat(used.path("relays"))
                .as(used.toString())
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(relay -> relay.asText().startsWith("relay "));
        List<String> unused = StreamSupport.stream(used.path("names").spliterator(), false)
                .map(JsonNode::asText)
                .filter(name -> !turn.served().contains(name))
                .toList();
        assertThat(unused).hasSizeLessThanOrEqualTo(PASSED_OVER);
        assertThat(visitor.text("window.refused")).as("refused by the relay").doesNotContain("401");
        visitor.phase("end").longestGap("end");
        int gap = visitor.longestGap("call");
        LoggerFactory.getLogger(CredentialsExpireTest.class).info("longest pause {} ms", gap);
        assertThat(gap).isLessThan(LONGEST_GAP_MS);
    }
}
