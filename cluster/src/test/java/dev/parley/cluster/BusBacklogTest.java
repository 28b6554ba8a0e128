package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.LaneCodec;
import dev.parley.protocol.lane.LaneMessage;
import dev.parley.protocol.lane.ToGateway.Ack;
import dev.parley.protocol.lane.ToOwner.Signal;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusBacklogTest {
    private static final String ELSEWHERE = "rooms.other.0";
    private static final LaneMessage ACK = new Ack(1);

    private final Vertx vertx = Vertx.vertx();
    private final BusBacklog backlog = BusBacklog.of(vertx);

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private static LaneMessage signal(int bytes) {
        Slice data = Slice.utf8("x".repeat(bytes));
        return new Signal(1, "gateway.me.0", 0, "room", "a", "b", 1, 0, "", data);
    }

    private static boolean enter(BusBacklog.Line line, LaneMessage message) {
        return line.enter(message, BusBacklog.size(message));
    }

    @Test
    void whatWaitsForOneNodeIsBoundedAndControlHasRoomOfItsOwn() {
        backlog.bound(10_000);
        BusBacklog.Line line = backlog.to("other");
        for (int sent = 0; sent < 10; sent++) {
            assertThat(enter(line, signal(1_000))).isEqualTo(sent < 9);
        }
        assertThat(backlog.dropped()).isEqualTo(1);
        assertThat(enter(line, ACK)).isTrue();
        assertThat(enter(backlog.to("third"), signal(1_000))).isTrue();
    }

    @Test
    void beyondTwiceTheBoundNothingIsSent() {
        backlog.bound(10_000);
        BusBacklog.Line line = backlog.to("other");
        int sent = 0;
        while (enter(line, ACK)) {
            sent++;
        }
        assertThat((long) sent * BusBacklog.size(ACK)).isBetween(20_000L, 20_200L);
    }

    @Test
    void whatWasWrittenMakesRoom() {
        backlog.bound(1_000);
        BusBacklog.Line line = backlog.to("other");
        LaneMessage signal = signal(2_000);
        assertThat(enter(line, signal)).isTrue();
        assertThat(enter(line, signal)).isFalse();
        line.leave(BusBacklog.size(signal));
        assertThat(enter(line, signal)).isTrue();
    }

    @Test
    void everythingThatAPostSendsIsWrittenOffInTheEnd() throws Exception {
        LaneCodec.register(vertx.eventBus());
        Context context = vertx.getOrCreateContext();
        LanePost post = new LanePost(vertx, context);
        Queue<LaneMessage> heard = new ConcurrentLinkedQueue<>();
        vertx.eventBus().<LaneMessage>consumer(ELSEWHERE, message -> heard.add(message.body()));
        sendHundred(context, post, ELSEWHERE);
        sendHundred(context, post, "rooms.nobody.0");
        Eventually.eventually(() -> {
            assertThat(heard).hasSize(4);
            assertThat(backlog.bytes()).isZero();
        });
    }

    @Test
    void aPostDoesNotSendWhatHasNoRoom() throws Exception {
        LaneCodec.register(vertx.eventBus());
        Context context = vertx.getOrCreateContext();
        LanePost post = new LanePost(vertx, context);
        backlog.bound(1_000);
        enter(backlog.to("other"), signal(2_000));
        sendHundred(context, post, ELSEWHERE);
        assertThat(backlog.dropped()).isEqualTo(100);
    }

    private static void sendHundred(Context context, LanePost post, String lane) throws Exception {
        Promise<Void> sent = Promise.promise();
        context.runOnContext(v -> {
            for (int i = 0; i < 100; i++) {
                post.send(lane, signal(100));
            }
            sent.complete();
        });
        sent.future().await();
    }
}
