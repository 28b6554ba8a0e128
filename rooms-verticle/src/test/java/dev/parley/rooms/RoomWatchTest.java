package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.watch.TapSpec;
import dev.parley.watch.Watch;
import dev.parley.watch.WatchConfig;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What taps are shown of a call's room, and what its timeline remembers, on the bus of one node. */
class RoomWatchTest {
    private static final String CALL = Ids.callId(new byte[16]);
    private static final Room ROOM =
            new Room(RoomRules.ofCall(Ids.roomOfCall(CALL), CALL, Set.of("u_1"), 8, 5, 0), "3.abc1", 0, 0);
    private static final Event LEFT = RoomEvents.peerLeft(ROOM, "p_1", "left");

    private final BlockingQueue<JsonNode> shown = new LinkedBlockingQueue<>();
    private Vertx vertx;
    private Context lane;
    private Watch watch;
    private RoomWatch rooms;

    @BeforeEach
    void begin() {
        vertx = Vertx.vertx();
        lane = vertx.getOrCreateContext();
        WatchConfig bounds = new WatchConfig(4, 100, 65_536, 200, 10, 100, 1_000, 60_000);
        watch = new Watch(vertx, "n1", () -> List.of("n1"), () -> 1_000, () -> 1_000, bounds);
        watch.start().await();
        rooms = new RoomWatch(watch.lane(lane, "rooms", 0));
    }

    @AfterEach
    void end() {
        vertx.close().await();
    }

    @Test
    void anEventOfATappedCallIsShownAndRemembered() {
        tap();
        onLane(() -> rooms.event(ROOM, LEFT, ""));
        JsonNode event = next();
        assertThat(event.path("kind").asText()).as("%s", event).isEqualTo("peer-left");
        assertThat(event.at("/data/reason").asText()).isEqualTo("left");
        assertThat(event.has("to")).isFalse();
        assertThat(remembered()).containsExactly("left");
    }

    @Test
    void whatIsForOneMemberIsShownAndNotRemembered() {
        tap();
        onLane(() -> rooms.event(ROOM, LEFT, "p_2"));
        assertThat(next().path("to").asText()).isEqualTo("p_2");
        assertThat(remembered()).isEmpty();
    }

    @Test
    void aCallIsRememberedWithoutATap() {
        onLane(() -> rooms.event(ROOM, LEFT, ""));
        assertThat(remembered()).containsExactly("left");
        assertThat(shown).isEmpty();
    }

    private void tap() {
        onLane(() -> watch.tap(new TapSpec(null, CALL, true), text -> shown.add(Json.object(Slice.utf8(text)))));
        assertThat(next().path("type").asText()).isEqualTo("tapping");
    }

    private void onLane(Runnable work) {
        Promise<Void> done = Promise.promise();
        lane.runOnContext(v -> Future.<Void>future(worked -> {
                    work.run();
                    worked.complete();
                })
                .onComplete(done));
        done.future().await();
    }

    private JsonNode next() {
        try {
            JsonNode next = shown.poll(10, TimeUnit.SECONDS);
            assertThat(next).as("something that the tap is shown").isNotNull();
            return next;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** The steps of the call's timeline. */
    private List<String> remembered() {
        JsonNode answer = watch.gather(CALL).await().get("n1");
        return answer.path("entries").findValuesAsText("step");
    }
}
