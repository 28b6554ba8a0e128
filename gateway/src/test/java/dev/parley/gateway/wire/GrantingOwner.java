package dev.parley.gateway.wire;

import dev.parley.protocol.Code;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Frame;
import dev.parley.protocol.lane.LaneCodec;
import dev.parley.protocol.lane.LaneMessage;
import dev.parley.protocol.lane.ToGateway;
import dev.parley.protocol.lane.ToGateway.Ack;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToGateway.Deliver;
import dev.parley.protocol.lane.ToGateway.Mark;
import dev.parley.protocol.lane.ToOwner.Attach;
import dev.parley.protocol.lane.ToOwner.Detach;
import dev.parley.protocol.lane.ToOwner.Request;
import dev.parley.protocol.lane.ToOwner.Signal;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An owner without rooms: it lets everybody in, accepts every signal and sends what the test wants sent. */
final class GrantingOwner {
    static final String EPOCH = "1.aaaaaaaa1";
    private static final String ACKS = "rooms.n1.0";

    final List<Request> requests = new CopyOnWriteArrayList<>();
    final List<Signal> signals = new CopyOnWriteArrayList<>();
    final List<Detach> detached = new CopyOnWriteArrayList<>();
    private final Map<String, Attach> attached = new ConcurrentHashMap<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final Vertx vertx;

    GrantingOwner(Vertx vertx) {
        this.vertx = vertx;
    }

    /** How many of the frames that were sent the sockets took. */
    int taken() {
        return taken.get();
    }

    void receive(LaneMessage message) {
        if (message instanceof Ack) {
            taken.incrementAndGet();
        } else if (message instanceof Request request) {
            requests.add(request);
            send(request.replyLane(), answer(request));
        } else if (message instanceof Signal signal) {
            signals.add(signal);
            send(signal.replyLane(), new Ack(signal.corr()));
        } else if (message instanceof Attach attach) {
            attached.put(attach.peerId(), attach);
        } else if (message instanceof Detach detach) {
            detached.add(detach);
            attached.remove(detach.peerId());
        }
    }

    private static Answer answer(Request request) {
        return switch (request.op()) {
            case JOIN -> {
                String self = "{\"peerId\":\"" + request.actor().peerId() + "\"}";
                String body = "{\"room\":{},\"self\":" + self + ",\"peers\":[],\"epoch\":\"" + EPOCH + "\",\"seq\":0}";
                yield new Answer(request.corr(), null, Slice.utf8(body), EPOCH, 0);
            }
            case LIST -> new Answer(request.corr(), null, Slice.utf8("{\"rooms\":[]}"), "", 0);
            case GET, CREATE -> {
                Slice room =
                        Json.slice(Json.newObject().put("roomId", request.key()).put("peers", 1));
                yield request.key().startsWith("missing")
                        ? new Answer(request.corr(), Code.ROOM_UNKNOWN, Slice.utf8("There is none."), "", 0)
                        : new Answer(request.corr(), null, room, "", 0);
            }
            default -> new Answer(request.corr(), null, Slice.utf8("{}"), "", 0);
        };
    }

    /** Whether the peer's stream flows. */
    boolean isAttached(String peerId) {
        return attached.containsKey(peerId);
    }

    /** Sends the peer its frame number {@code seq} with that many bytes of text in it. */
    void push(String peerId, long seq, int bytes) {
        Attach attach = attached.get(peerId);
        if (attach == null) {
            return;
        }
        String head = "{\"type\":\"rec\",\"address\":\"rooms.events." + attach.key() + "\",\"body\":{\"text\":\""
                + "x".repeat(bytes) + "\",\"seq\":";
        Frame frame = new Frame(Slice.utf8(head), Slice.utf8("}}"));
        send(attach.lane(), new Deliver(attach.key(), EPOCH, peerId, seq, Mark.NEXT, frame, ACKS, seq));
    }

    void send(String lane, ToGateway message) {
        vertx.eventBus().send(lane, message, LaneCodec.OPTIONS);
    }
}
