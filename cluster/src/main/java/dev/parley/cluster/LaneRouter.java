package dev.parley.cluster;

import dev.parley.protocol.Code;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Owner;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToOwner;
import dev.parley.protocol.lane.ToOwner.Asked;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Sends requests from one gateway lane to the owners of rooms and people, and finds the owner again when it moved, died
 * or does not answer. Requests are repeated with the same {@code corr}; owners answer a repetition as they did the
 * first, so repeating is harmless. While one request to a partition waits for a retry, later ones queue behind it, and
 * what a former owner has not answered goes to the new one first: so order survives a move. Confined to the lane's event
 * loop; {@link #tick} is to be called every 50 ms.
 */
public final class LaneRouter {
    /** How long a request may take in all before it is answered {@code unavailable}. */
    public static final long DEADLINE_MS = 5_000;

    /** Without an answer for this long a request is sent again: it settles a signal whose recipient does not answer. */
    static final long RESEND_MS = 600;

    /** A request that nobody has taken up for this long is refused: its owner is frozen, cut off, or not found yet. */
    static final long SILENT_MS = 800;

    private static final long RETRY_AFTER_MS = 300;

    static final long MOVED_RETRY_MS = 50;
    static final int PENDING_MAX = 50_000;

    private final Post post;
    private final PartitionTable table;
    private final String lane;
    private final LongSupplier monotonicMs;
    private final LongSupplier clusterMs;
    private final Map<Long, OpenAsk> pending = new LinkedHashMap<>();
    private final Map<String, AskedNode> nodes = new HashMap<>();
    private final int[] waiting;
    private final String[] targets;
    private boolean leaving;
    private long lastCorr;
    private long retries;

    /**
     * @param lane this lane's own address, where answers come to
     * @param clusterMs the cluster's clock, which all nodes share to within a heartbeat
     */
    public LaneRouter(Post post, PartitionTable table, String lane, LongSupplier monotonicMs, LongSupplier clusterMs) {
        this.post = post;
        this.table = table;
        this.lane = lane;
        this.monotonicMs = monotonicMs;
        this.clusterMs = clusterMs;
        this.waiting = new int[table.count()];
        this.targets = new String[table.count()];
    }

    public String lane() {
        return lane;
    }

    public long nextCorr() {
        return ++lastCorr;
    }

    /** The deadline of a request that begins now, in the cluster's time. */
    public long deadline() {
        return clusterMs.getAsLong() + DEADLINE_MS;
    }

    /** Requests that were repeated since the start. */
    public long retries() {
        return retries;
    }

    public int pending() {
        return pending.size();
    }

    /**
     * From now on requests are refused as {@code draining}: a node that has left the cluster finds no owner any more. Those
     * that are under way go on.
     */
    public void leave() {
        leaving = true;
    }

    /** Sends {@code message} to its owner; {@code done} gets exactly one answer, at the latest after the deadline. */
    public void ask(Asked message, Consumer<Answer> done) {
        ask(message, table.partitionOf(message.key()), done);
    }

    /** Asks whoever owns {@code partition}, whatever the key. */
    public void ask(Asked message, int partition, Consumer<Answer> done) {
        if (leaving) {
            Slice detail = Slice.utf8("This node is going away. Ask another one.");
            done.accept(new Answer(message.corr(), Code.DRAINING, detail, "", RETRY_AFTER_MS));
            return;
        }
        if (pending.size() >= PENDING_MAX) {
            done.accept(unavailable(message.corr(), "This node has too many open requests. Try again in a second."));
            return;
        }
        String owner = target(partition);
        OpenAsk request = new OpenAsk(message, partition, done, monotonicMs.getAsLong());
        pending.put(message.corr(), request);
        if (owner == null || waiting[partition] > 0) {
            delay(request, MOVED_RETRY_MS);
        } else {
            send(request, owner);
        }
    }

    /** Sends {@code message} to its owner and forgets it. */
    public void tell(ToOwner message) {
        int partition = table.partitionOf(message.key());
        String owner = table.ownerOf(partition);
        if (owner != null) {
            post.send(address(message.owner(), owner, partition), message);
        }
    }

    /** The address of the lane that owns the room now, null while nobody does. */
    public String roomLane(String roomId) {
        int partition = table.partitionOf(roomId);
        String node = table.ownerOf(partition);
        return node == null ? null : address(Owner.ROOMS, node, partition);
    }

    /** One partition of each lane that owns any: asking these asks every lane once. */
    public List<Integer> onePartitionOfEachOwner() {
        Map<String, Integer> found = new LinkedHashMap<>();
        for (int p = 0; p < table.count(); p++) {
            String owner = table.ownerOf(p);
            if (owner != null) {
                found.putIfAbsent(address(Owner.ROOMS, owner, p), p);
            }
        }
        return List.copyOf(found.values());
    }

    /** The recipient's lane wrote the signal. */
    public void acknowledged(long corr) {
        answered(new Answer(corr, null, Slice.EMPTY, "", 0));
    }

    /** An {@link Answer} or an acknowledgement (a null code) came in; late and repeated ones are ignored. */
    public void answered(Answer answer) {
        OpenAsk request = pending.remove(answer.corr());
        if (request != null) {
            settle(request);
            request.heard(monotonicMs.getAsLong());
            request.done.accept(answer);
        }
    }

    /** The asked lane does not own the entity any more. */
    public void moved(long corr) {
        OpenAsk request = pending.get(corr);
        if (request != null && !request.delayed) {
            request.heard(monotonicMs.getAsLong());
            delay(request, MOVED_RETRY_MS);
        }
    }

    /** The owner is at it. */
    public void busy(long corr) {
        OpenAsk request = pending.get(corr);
        if (request != null) {
            request.heard(monotonicMs.getAsLong());
            request.busyAt = monotonicMs.getAsLong();
        }
    }

    /** What was sent to a node that is gone is sent again at once to whoever owns it then. */
    public void nodeLeft(String nodeId) {
        AskedNode gone = nodes.remove(nodeId);
        for (OpenAsk request : pending.values()) {
            if (gone != null && request.sentTo == gone && !request.delayed) {
                delay(request, 0);
            }
        }
    }

    /** Repeats what is due and gives up what is past its deadline. */
    public void tick() {
        long now = monotonicMs.getAsLong();
        String[] owners = new String[waiting.length];
        BitSet seen = new BitSet();
        List<OpenAsk> expired = new ArrayList<>();
        List<OpenAsk> unheard = new ArrayList<>();
        for (OpenAsk request : pending.values()) {
            int partition = request.partition;
            if (now - request.since >= DEADLINE_MS) {
                expired.add(request);
                continue;
            }
            if (request.isUnheard(now)) {
                unheard.add(request);
                continue;
            }
            if (!seen.get(partition)) {
                seen.set(partition);
                owners[partition] = target(partition);
            }
            if (owners[partition] != null && !isUnderWay(request, owners[partition], now)) {
                owners[partition] = null;
            }
        }
        expired.forEach(request -> giveUp(request, "The owner of this room could not be reached in time."));
        unheard.forEach(request -> giveUp(request, "Nobody answers for this room at the moment."));
    }

    /** @return false while the request still waits, and with it those of its partition that came later */
    private boolean isUnderWay(OpenAsk request, String owner, long now) {
        if (request.dueAt > now) {
            return !request.delayed;
        }
        retries += request.sentTo == null ? 0 : 1;
        settle(request);
        send(request, owner);
        return true;
    }

    /** Not an answer of the owner's. */
    private void giveUp(OpenAsk request, String why) {
        request.sentTo = null;
        answered(unavailable(request.message.corr(), why + " Try again in a second."));
    }

    /** The partition's owner; what a former one has not answered is made to wait, so that it comes first. */
    private String target(int partition) {
        String owner = table.ownerOf(partition);
        if (owner != null && !owner.equals(targets[partition])) {
            targets[partition] = owner;
            for (OpenAsk request : pending.values()) {
                if (request.partition == partition && !request.delayed) {
                    delay(request, MOVED_RETRY_MS);
                }
            }
        }
        return owner;
    }

    private void send(OpenAsk request, String owner) {
        long now = monotonicMs.getAsLong();
        request.sentTo = node(owner);
        request.dueAt = now + RESEND_MS;
        post.send(address(request.message.owner(), owner, request.partition), request.message);
    }

    private void delay(OpenAsk request, long ms) {
        request.delayed = true;
        request.rerouted |= request.sentTo != null;
        request.dueAt = monotonicMs.getAsLong() + ms;
        waiting[request.partition]++;
    }

    private void settle(OpenAsk request) {
        if (request.delayed) {
            request.delayed = false;
            waiting[request.partition]--;
        }
    }

    private String address(Owner kind, String node, int partition) {
        return node(node).address(kind, table.laneOf(node, partition));
    }

    private AskedNode node(String id) {
        return nodes.computeIfAbsent(id, node -> new AskedNode(node, monotonicMs.getAsLong()));
    }

    private static Answer unavailable(long corr, String detail) {
        return new Answer(corr, Code.UNAVAILABLE, Slice.utf8(detail), "", RETRY_AFTER_MS);
    }
}
