package dev.parley.chaos.traffic;

import dev.parley.chaos.history.MemberHistory;
import dev.parley.chaos.nodes.Waiting;
import dev.parley.client.ClientListener;
import dev.parley.client.ClientOptions;
import dev.parley.client.Loop;
import dev.parley.client.ParleyClient;
import dev.parley.client.Transport;
import dev.parley.client.WebSocketTransport;
import dev.parley.protocol.Ids;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** All members of all rooms, the members of each room spread over all nodes. Methods block; for one thread. */
public final class Crowd implements AutoCloseable {
    private static final int LOOPS = 2;
    /** How many join at once: more is a storm of its own. */
    private static final int TOGETHER = 40;

    private static final int CHARS = 5;
    private static final int ROUNDS = 10;
    /** Within it most clients are back; the others are waited for. */
    private static final Duration RECONNECTED = Duration.ofSeconds(1);

    /** A signal outlives every fault that is injected here. */
    private static final long SIGNAL_DEADLINE_MS = 120_000;

    private static final long REQUEST_DEADLINE_MS = 15_000;
    private static final long OPEN_DEADLINE_MS = 30_000;

    private final Vertx vertx = Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(LOOPS).setWorkerPoolSize(2).setInternalBlockingPoolSize(2));
    private final Transport transport = new WebSocketTransport(vertx);
    private final List<Loop> loops;
    private final List<String> urls;
    private final LongConsumer delivered;
    private final List<List<Member>> rooms = new ArrayList<>();
    private int made;

    /** @param delivered gets the number of each signal that is shown */
    public Crowd(List<String> urls, LongConsumer delivered) {
        this.urls = List.copyOf(urls);
        this.delivered = delivered;
        this.loops = Waiting.on(Loop.spread(vertx, LOOPS));
    }

    /** Lets everybody in. */
    public void gather(int roomCount, int peers) {
        String run = Ids.random(CHARS);
        for (int r = 0; r < roomCount; r++) {
            List<Member> room = new ArrayList<>();
            for (int p = 0; p < peers; p++) {
                room.add(member("chaos-" + run + "-" + r, r + p));
            }
            rooms.add(room);
        }
        join(members());
    }

    /** Gives everybody up and lets as many in again, into other rooms. */
    public void gatherAnew() {
        int peers = rooms.get(0).size();
        int count = rooms.size();
        members().forEach(member -> member.client().close());
        rooms.clear();
        gather(count, peers);
    }

    /**
     * Spreads the members of each room over all nodes again, for after each fault fewer are where the node was that failed:
     * of those who share a node one goes on to its next, until no node is left out.
     *
     * @return whether that was reached
     */
    public boolean spread() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Member> moving =
                    rooms.stream().flatMap(room -> tooNear(room).stream()).toList();
            if (moving.isEmpty()) {
                return true;
            }
            moving.forEach(member -> member.client().reconnect());
            Waiting.pause(RECONNECTED);
            Waiting.until(() -> moving.stream().allMatch(Member::isOnline), RECONNECTED.multipliedBy(ROUNDS));
        }
        return false;
    }

    /** One member of the fullest node, when another node has none. */
    private List<Member> tooNear(List<Member> room) {
        Map<String, List<Member>> byNode = room.stream().collect(Collectors.groupingBy(Member::node));
        return byNode.size() >= Math.min(urls.size(), room.size())
                ? List.of()
                : List.of(Collections.max(byNode.values(), Comparator.comparingInt(List::size))
                        .get(0));
    }

    /** Puts a new peer in the place of everybody whose membership is over. @return how many there were */
    public int replaceEnded() {
        List<Member> fresh = new ArrayList<>();
        for (List<Member> room : rooms) {
            room.replaceAll(member -> member.hasEnded() ? replacement(member, fresh) : member);
        }
        join(fresh);
        return fresh.size();
    }

    private Member replacement(Member ended, List<Member> fresh) {
        ended.client().close();
        Member member = member(ended.roomId(), made);
        fresh.add(member);
        return member;
    }

    private Member member(String roomId, int firstNode) {
        Loop loop = loops.get(made++ % LOOPS);
        return new Member(roomId, loop, transport, options(firstNode), delivered);
    }

    private void join(List<Member> members) {
        for (int from = 0; from < members.size(); from += TOGETHER) {
            Waiting.on(Future.all(members.subList(from, Math.min(members.size(), from + TOGETHER)).stream()
                    .map(Member::join)
                    .toList()));
        }
    }

    /** All nodes, this one first. */
    public ClientOptions options(int firstNode) {
        List<String> order = new ArrayList<>(urls);
        Collections.rotate(order, -(firstNode % urls.size()));
        return ClientOptions.of(order).deadlines(OPEN_DEADLINE_MS, REQUEST_DEADLINE_MS, SIGNAL_DEADLINE_MS);
    }

    /**
     * Members of a further room that is no part of the traffic, in it when this returns; the caller closes them.
     *
     * @param own transport of the first, null for the same as the others'
     */
    public List<Member> furtherRoom(int peers, Transport own) {
        String roomId = "further-" + Ids.random(CHARS);
        List<Member> room = new ArrayList<>();
        for (int p = 0; p < peers; p++) {
            Transport its = p == 0 && own != null ? own : transport;
            room.add(new Member(roomId, loops.get(made++ % LOOPS), its, options(p), delivered));
        }
        join(room);
        return room;
    }

    /** A client of the same kind that is in no room. */
    public ParleyClient client(ClientOptions options, ClientListener listener) {
        return new ParleyClient(loops.get(made++ % LOOPS), transport, options, listener);
    }

    /** Whether everybody is connected and has everybody of its room on its roster, and nobody else. */
    public boolean isWhole() {
        return rooms.stream().allMatch(room -> room.stream().allMatch(Member::isPresent)) && isAgreed();
    }

    /** Whether in each room those who are in it agree on who is; whether they are connected does not matter. */
    public boolean isAgreed() {
        return rooms.stream().allMatch(Crowd::agree);
    }

    private static boolean agree(List<Member> room) {
        List<Member> present =
                room.stream().filter(member -> !member.hasEnded()).toList();
        Set<String> ids =
                present.stream().map(member -> member.witness().peerId()).collect(Collectors.toSet());
        return present.stream().allMatch(member -> {
            Set<String> seen = new HashSet<>(Waiting.on(member.roster()));
            seen.add(member.witness().peerId());
            return seen.equals(ids);
        });
    }

    /** Ends the histories and begins new ones. @return those that ended */
    public List<MemberHistory> beginAnew() {
        return Waiting.on(Future.all(members().stream().map(Member::beginAnew).toList()))
                .list();
    }

    public List<Member> members() {
        return rooms.stream().flatMap(List::stream).toList();
    }

    List<List<Member>> rooms() {
        return rooms;
    }

    public Vertx vertx() {
        return vertx;
    }

    @Override
    public void close() {
        members().forEach(member -> member.client().close());
        Waiting.on(vertx.close());
    }
}
