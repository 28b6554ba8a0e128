package dev.parley.chaos.traffic;

import dev.parley.chaos.history.Entry;
import dev.parley.chaos.history.MemberHistory;
import dev.parley.chaos.history.Witness;
import dev.parley.client.ClientListener;
import dev.parley.client.ClientOptions;
import dev.parley.client.Loop;
import dev.parley.client.ParleyClient;
import dev.parley.client.PeerInfo;
import dev.parley.client.Room;
import dev.parley.client.SessionInfo;
import dev.parley.client.Transport;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** One client in one room: its witness, and when it lost its connection and its room's owner. */
public final class Member implements ClientListener {
    private final String roomId;
    private final Loop loop;
    private final ParleyClient client;
    private final Witness witness;
    private final LongConsumer delivered;
    private final List<Outage> outages = new CopyOnWriteArrayList<>();
    private final List<Move> moves = new CopyOnWriteArrayList<>();
    private volatile boolean online;
    private volatile long lostAt;
    private volatile int lostCode;
    private volatile int closeCode;

    /** A time without a connection. Times are {@link System#nanoTime}. @param code of the close */
    public record Outage(long lostAt, int code, long backAt) {}

    /** An explicit gap: its room has another owner, or its ring had run over. @param at {@link System#nanoTime} */
    public record Move(long at, String epoch) {}

    Member(String roomId, Loop loop, Transport transport, ClientOptions options, LongConsumer delivered) {
        this.roomId = roomId;
        this.loop = loop;
        this.delivered = delivered;
        this.client = new ParleyClient(loop, transport, options, this);
        this.witness = new Witness(client, roomId, this::saw);
    }

    Future<Room> join() {
        return client.open().compose(session -> witness.join());
    }

    @Override
    public void opened(SessionInfo session) {
        online = true;
        if (lostAt != 0) {
            outages.add(new Outage(lostAt, lostCode, System.nanoTime()));
            lostAt = 0;
        }
    }

    @Override
    public void lost(int code) {
        online = false;
        lostAt = System.nanoTime();
        lostCode = code;
    }

    @Override
    public void closed(int code) {
        online = false;
        closeCode = code;
    }

    private void saw(Entry entry) {
        if (entry instanceof Entry.Got got) {
            delivered.accept(Signal.number(got.data()));
        } else if (entry instanceof Entry.Resynced resynced) {
            moves.add(new Move(System.nanoTime(), resynced.epoch()));
        }
    }

    /** Forgets what was; see {@link Witness#beginAnew}. */
    Future<MemberHistory> beginAnew() {
        Promise<MemberHistory> promise = Promise.promise();
        loop.execute(() -> {
            outages.clear();
            moves.clear();
            promise.complete(witness.beginAnew());
        });
        return promise.future();
    }

    /** The others that it has on its roster. */
    Future<Set<String>> roster() {
        Promise<Set<String>> promise = Promise.promise();
        loop.execute(() -> promise.complete(
                witness.room().peers().stream().map(PeerInfo::peerId).collect(Collectors.toSet())));
        return promise.future();
    }

    /** Whether it can take part: connected, and its membership not over. */
    boolean isPresent() {
        return online && !witness.history().hasEnded();
    }

    public boolean isOnline() {
        return online;
    }

    public boolean hasEnded() {
        return witness.history().hasEnded();
    }

    /** With what it was closed for good, 0 while it is not. */
    public int closeCode() {
        return closeCode;
    }

    /** Those that are over. */
    public List<Outage> outages() {
        return outages;
    }

    public List<Move> moves() {
        return moves;
    }

    public String roomId() {
        return roomId;
    }

    public Witness witness() {
        return witness;
    }

    public ParleyClient client() {
        return client;
    }

    /** The name of the node that it was connected to last. */
    public String node() {
        return client.session().node();
    }

    @Override
    public String toString() {
        return witness.peerId() + " in " + roomId;
    }
}
