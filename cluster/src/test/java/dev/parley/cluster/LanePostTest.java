package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.lane.Batch;
import dev.parley.protocol.lane.LaneCodec;
import dev.parley.protocol.lane.LaneMessage;
import dev.parley.protocol.lane.ToGateway.Ack;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LanePostTest {
    /** A lane that no post of this node receives for, as those of other nodes. */
    private static final String ELSEWHERE = "gateway.other.0";

    private static final String HERE = "gateway.me.0";

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final LanePost post = new LanePost(vertx, context);
    private final Queue<LaneMessage> heard = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void listen() {
        LaneCodec.register(vertx.eventBus());
        vertx.eventBus().<LaneMessage>consumer(ELSEWHERE, message -> heard.add(message.body()));
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void whatIsSentInOneGoTravelsInOnePiece() throws Exception {
        inOneGo(ELSEWHERE, 3);
        Eventually.eventually(() -> assertThat(heard).hasSize(1));
        assertThat(heard).containsExactly(new Batch(acks(1, 3)));
    }

    @Test
    void oneMessageTravelsAsItIs() throws Exception {
        inOneGo(ELSEWHERE, 1);
        Eventually.eventually(() -> assertThat(heard).hasSize(1));
        assertThat(heard).containsExactly(new Ack(1));
    }

    @Test
    void noPieceIsLargerThanItsBoundAndOrderIsKept() throws Exception {
        int max = LanePost.BATCH_MAX;
        inOneGo(ELSEWHERE, 2 * max + 1);
        Eventually.eventually(() -> assertThat(heard).hasSize(3));
        assertThat(heard)
                .containsExactly(new Batch(acks(1, max)), new Batch(acks(max + 1, 2 * max)), new Ack(2 * max + 1));
    }

    @Test
    void aLaneOfThisNodeHearsEachMessageByItselfAndInOrder() throws Exception {
        post.receive(HERE, heard::add).await();
        inOneGo(HERE, 40);
        Eventually.eventually(() -> assertThat(heard).hasSize(40));
        assertThat(List.copyOf(heard)).isEqualTo(acks(1, 40));
    }

    @Test
    void aPieceFromElsewhereIsHeardMessageByMessage() throws Exception {
        post.receive(HERE, heard::add).await();
        vertx.eventBus().send(HERE, new Batch(acks(1, 3)), LaneCodec.OPTIONS);
        Eventually.eventually(() -> assertThat(heard).hasSize(3));
        assertThat(List.copyOf(heard)).isEqualTo(acks(1, 3));
    }

    @Test
    void aMessageThatCannotBeHandledTakesNoOtherWithIt() throws Exception {
        post.receive(HERE, message -> {
                    if (message.equals(new Ack(2))) {
                        throw new IllegalArgumentException("planted");
                    }
                    heard.add(message);
                })
                .await();
        vertx.eventBus().send(HERE, new Batch(acks(1, 3)), LaneCodec.OPTIONS);
        Eventually.eventually(() -> assertThat(heard).hasSize(2));
        assertThat(heard).containsExactly(new Ack(1), new Ack(3));
    }

    private void inOneGo(String lane, int count) {
        context.runOnContext(v -> acks(1, count).forEach(ack -> post.send(lane, ack)));
    }

    private static List<LaneMessage> acks(long from, long to) {
        return LongStream.rangeClosed(from, to).<LaneMessage>mapToObj(Ack::new).toList();
    }
}
