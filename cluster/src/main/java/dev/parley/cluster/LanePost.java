package dev.parley.cluster;

import dev.parley.protocol.Addresses;
import dev.parley.protocol.lane.Batch;
import dev.parley.protocol.lane.LaneCodec;
import dev.parley.protocol.lane.LaneMessage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.MessageProducer;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a lane sends with and receives by. To lanes of its own node a message goes straight to their event loop. What goes
 * to another node while this loop has other work to do travels in one piece; with nothing else to do it goes at once, so a
 * quiet node is not slower. Confined to the lane's event loop.
 */
public final class LanePost implements Post {
    /** So many messages do not wait for more: a bound on the size of one piece. */
    static final int BATCH_MAX = 32;

    /** Lanes of other nodes that are remembered: more are those of nodes that are long gone. */
    private static final int WAYS_MAX = 8_192;

    private static final Logger LOG = LoggerFactory.getLogger(LanePost.class);

    private final Context context;
    private final EventBus bus;
    private final LocalMap<String, Door> doors;
    private final BusBacklog backlog;
    private final Map<String, Way> ways = new HashMap<>();
    private final List<Way> waiting = new ArrayList<>();
    private boolean scheduled;

    /** @param context the lane's */
    public LanePost(Vertx vertx, Context context) {
        this.context = context;
        this.bus = vertx.eventBus();
        this.doors = vertx.sharedData().getLocalMap("parley.lanes");
        this.backlog = BusBacklog.of(vertx);
    }

    /** Takes messages for {@code lane} from every node, its own included. The future ends when all nodes know it. */
    public Future<Void> receive(String lane, Handler<LaneMessage> handler) {
        doors.put(lane, new Door(context, handler));
        MessageConsumer<LaneMessage> consumer = bus.consumer(lane, message -> open(message.body(), handler));
        return consumer.completion();
    }

    private static void open(LaneMessage message, Handler<LaneMessage> handler) {
        if (message instanceof Batch batch) {
            batch.messages().forEach(each -> handle(each, handler));
        } else {
            handle(message, handler);
        }
    }

    /** One message that cannot be handled takes none of its neighbours with it. */
    private static void handle(LaneMessage message, Handler<LaneMessage> handler) {
        try {
            handler.handle(message);
        } catch (RuntimeException failed) {
            LOG.error("a lane could not handle a {}", message.getClass().getSimpleName(), failed);
        }
    }

    @Override
    public void send(String lane, LaneMessage message) {
        Door door = doors.get(lane);
        if (door != null) {
            door.context.runOnContext(v -> handle(message, door.handler));
            return;
        }
        Way way = ways.get(lane);
        if (way == null) {
            way = wayTo(lane);
        }
        way.add(message);
        if (!scheduled) {
            scheduled = true;
            context.runOnContext(v -> flush());
        }
    }

    private void flush() {
        scheduled = false;
        waiting.forEach(Way::transmit);
        waiting.clear();
    }

    private Way wayTo(String lane) {
        if (ways.size() >= WAYS_MAX) {
            ways.clear();
        }
        Way way = new Way(lane, backlog.to(Addresses.nodeOfLane(lane)));
        ways.put(lane, way);
        return way;
    }

    /** To one lane of another node. */
    private final class Way {
        private final String lane;
        private final BusBacklog.Line line;
        private final MessageProducer<LaneMessage> producer;
        private List<LaneMessage> batch = new ArrayList<>();
        private int bytes;

        private Way(String lane, BusBacklog.Line line) {
            this.lane = lane;
            this.line = line;
            this.producer = bus.sender(lane, LaneCodec.OPTIONS);
        }

        private void add(LaneMessage message) {
            int size = BusBacklog.size(message);
            if (line.enter(message, size)) {
                if (batch.isEmpty()) {
                    waiting.add(this);
                }
                batch.add(message);
                bytes += size;
                if (batch.size() == BATCH_MAX) {
                    transmit();
                }
            }
        }

        private void transmit() {
            if (batch.isEmpty()) {
                return;
            }
            LaneMessage message = batch.size() == 1 ? batch.get(0) : new Batch(batch);
            int size = bytes;
            batch = new ArrayList<>();
            bytes = 0;
            if (!EndingConnections.survive(lane, () -> producer.write(message).onComplete(done -> line.leave(size)))) {
                line.leave(size);
            }
        }
    }

    private record Door(Context context, Handler<LaneMessage> handler) implements Shareable {}
}
