package dev.parley.load.traffic;

import dev.parley.client.ClientListener;
import dev.parley.client.ClientOptions;
import dev.parley.client.Loop;
import dev.parley.client.ParleyClient;
import dev.parley.client.RequestException;
import dev.parley.client.Room;
import dev.parley.client.RoomListener;
import dev.parley.client.SessionInfo;
import dev.parley.client.Signal;
import dev.parley.client.Stats;
import dev.parley.client.Transport;
import dev.parley.protocol.Code;
import io.vertx.core.Future;
import java.util.List;

/** One peer: a socket, and a room unless it idles. Confined to its loop. */
final class Peer implements RoomListener, ClientListener {
    private static final long OPEN_MS = 20_000;
    private static final long REQUEST_MS = 15_000;
    private static final long SIGNAL_MS = 10_000;
    /** Enough for what is on its way when an owner changes, little enough for thousands of peers. */
    private static final int KEPT = 8;

    private final ParleyClient client;
    private final Tally tally;
    private final String roomId;
    private Room room;
    private boolean online;
    private boolean member;
    private boolean changing;
    private boolean changed;

    /** @param roomId null for an idle socket */
    Peer(Loop loop, Transport transport, List<String> endpoints, String roomId, Tally tally) {
        ClientOptions options =
                ClientOptions.of(endpoints).settled().keepAccepted(KEPT).deadlines(OPEN_MS, REQUEST_MS, SIGNAL_MS);
        this.client = new ParleyClient(loop, transport, options, this);
        this.roomId = roomId;
        this.tally = tally;
    }

    /** Connects and joins; never fails: what does is counted. */
    Future<Void> enter() {
        long begun = System.nanoTime();
        return client.open()
                .onSuccess(session -> tally.opened(begun))
                .onFailure(why -> tally.error("open", why))
                .compose(session -> roomId == null ? Future.<Void>succeededFuture() : join())
                .otherwiseEmpty();
    }

    private Future<Void> join() {
        long begun = System.nanoTime();
        return client.join(roomId, this)
                .onSuccess(joined -> tally.joined(begun))
                .onFailure(why -> tally.error("join", why))
                .mapEmpty();
    }

    /** Whether it can talk and be talked to. */
    boolean isHere() {
        return member && !changing;
    }

    String peerId() {
        return room.self().peerId();
    }

    /** @param settled is run when it is known what became of it */
    void send(Peer to, String data, long dueAt, Runnable settled) {
        tally.sent(dueAt);
        room.send(to.peerId(), data).onComplete(done -> {
            if (done.succeeded()) {
                tally.accepted(dueAt);
            } else if (isDeparture(to, done.cause())) {
                tally.departed();
            } else {
                tally.refused(done.cause());
            }
            settled.run();
        });
    }

    private boolean isDeparture(Peer to, Throwable why) {
        return why instanceof RequestException refused
                && (refused.is(Code.PEER_UNKNOWN) && to.changed
                        || refused.code().equals(RequestException.CLOSED) && changed);
    }

    /** Leaves and joins again. */
    void rejoin() {
        if (!isHere()) {
            return;
        }
        changing = true;
        changed = true;
        room.leave()
                .onFailure(why -> tally.error("leave", why))
                .transform(left -> join())
                .onComplete(done -> changing = false);
    }

    /** Loses its connection, as behind a network that changes, and resumes. */
    void flap() {
        if (online) {
            client.reconnect();
        }
    }

    @Override
    public void joined(Room now) {
        room = now;
        member = true;
        tally.member(1);
    }

    @Override
    public void ended(Room then, String reason) {
        if (member) {
            member = false;
            tally.member(-1);
        }
        if (!changing && !reason.equals("closed")) {
            tally.error("membership: " + reason, 1);
        }
    }

    @Override
    public void signal(Room from, Signal signal) {
        long dueAt = Signals.dueAt(signal.data());
        if (dueAt < 0) {
            tally.error("signal: not as it was sent", 1);
        } else {
            tally.delivered(dueAt);
        }
    }

    @Override
    public void opened(SessionInfo session) {
        if (!online) {
            online = true;
            tally.connected(1);
        }
    }

    @Override
    public void lost(int code) {
        if (online) {
            online = false;
            tally.connected(-1);
        }
    }

    @Override
    public void closed(int code) {
        lost(code);
    }

    @Override
    public void problem(RequestException problem) {
        tally.error("problem", problem);
    }

    /** Tells what the server did against its contract, as errors. */
    void audit() {
        Stats stats = client.stats();
        tally.error("contract: gap", stats.gaps());
        tally.error("contract: repeat", stats.repeats());
        tally.error("contract: foreign epoch", stats.foreign());
    }
}
