package dev.parley.rooms;

import dev.parley.protocol.UserRef;
import dev.parley.protocol.lane.Actor;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A room in its owner's memory: its rules and who is in it. Members stand in the order in which they joined. */
final class Room {
    /** Removed members whose ends are remembered, so that a late gateway cannot bring them back. */
    private static final int ENDED_MAX = 1_000;

    private RoomRules rules;
    private final String epoch;
    private final int partition;
    private final long openedAt;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final Map<String, Future<Member>> joining = new LinkedHashMap<>();
    /** Streams of peers whose memberships may be lost and who are not back yet. */
    private final Map<String, Stream> expected = new HashMap<>(2);

    private final Map<String, String> ended = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > ENDED_MAX;
        }
    };
    private long emptySince;
    private long lastJoinedAt;
    private boolean closed;
    private final Told told = new Told();

    Room(RoomRules rules, String epoch, int partition, long now) {
        this.rules = rules;
        this.epoch = epoch;
        this.partition = partition;
        this.openedAt = now;
        this.emptySince = now;
    }

    String id() {
        return rules.roomId();
    }

    RoomRules rules() {
        return rules;
    }

    void rules(RoomRules value) {
        rules = value;
    }

    /** How far the feed of events is with it. */
    Told told() {
        return told;
    }

    String epoch() {
        return epoch;
    }

    int partition() {
        return partition;
    }

    Collection<Member> members() {
        return members.values();
    }

    Member member(String peerId) {
        return members.get(peerId);
    }

    void add(Member member) {
        lastJoinedAt = Math.max(lastJoinedAt, member.peer().joinedAt());
        members.put(member.peerId(), member);
        expected.remove(member.peerId());
        ended.remove(member.peerId());
    }

    /** @param reason as in {@code peer-left} */
    void remove(Member member, String reason, long now) {
        members.remove(member.peerId());
        ended.put(member.peerId(), reason);
        if (members.isEmpty()) {
            emptySince = now;
        }
    }

    Map<String, Stream> expected() {
        return expected;
    }

    /** When somebody joins at {@code now}: no two of a room at once, so that who comes back is not taken for who left. */
    long joinTime(long now) {
        lastJoinedAt = Math.max(lastJoinedAt + 1, now);
        return lastJoinedAt;
    }

    /** Whether anybody came since this owner opened or inherited it. */
    boolean wasJoined() {
        return lastJoinedAt != 0;
    }

    /** Why a former member's membership ended, null when it is not known to have had one. */
    String endOf(String peerId) {
        return ended.get(peerId);
    }

    Map<String, Waiting> waiting() {
        return waiting;
    }

    /** Whether the peer is a member or about to be one. */
    boolean isIn(String peerId) {
        return members.containsKey(peerId) || joining.containsKey(peerId);
    }

    /** Joins and readmissions whose write to the cluster is under way: they count as members for the limit. */
    Map<String, Future<Member>> joining() {
        return joining;
    }

    boolean isFull() {
        return members.size() + joining.size() >= rules.maxPeers();
    }

    boolean isEmpty() {
        return members.isEmpty() && joining.isEmpty() && waiting.isEmpty();
    }

    /** When this owner opened or inherited it. */
    long openedAt() {
        return openedAt;
    }

    long emptySince() {
        return emptySince;
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    boolean hasHost() {
        return members.values().stream().anyMatch(m -> m.peer().hosts());
    }

    /** Null while there is none. */
    Member host() {
        return members.values().stream()
                .filter(m -> m.peer().hosts())
                .findFirst()
                .orElse(null);
    }

    boolean hasModerator() {
        return members.values().stream().anyMatch(m -> m.peer().moderates());
    }

    /** The member that a request comes from, null when it is none or an older opening of the session. */
    Member memberOf(Actor actor) {
        Member member = members.get(actor.peerId());
        return member != null && member.isHeldBy(actor) ? member : null;
    }

    /** Everybody's public face but that of {@code exceptPeerId}. */
    List<Peer> roster(String exceptPeerId) {
        return members.values().stream()
                .map(Member::peer)
                .filter(p -> !p.peerId().equals(exceptPeerId))
                .toList();
    }

    View view() {
        return new View(
                rules.roomId(),
                rules.name(),
                rules.visibility(),
                rules.locked(),
                rules.lobby(),
                rules.e2ee(),
                rules.passwordHash() != null,
                rules.maxPeers(),
                rules.owner(),
                members.size(),
                rules.createdAt());
    }

    /** The room as the wire contract shows it. */
    record View(
            String roomId,
            String name,
            String visibility,
            boolean locked,
            boolean lobby,
            boolean e2ee,
            boolean hasPassword,
            int maxPeers,
            UserRef owner,
            int peers,
            long createdAt) {}

    /**
     * Somebody who knocked: what its membership will be, and the lane that waits for the decision.
     *
     * @param heardAt when the lane said so last
     */
    record Waiting(MemberRecord record, String lane, long heardAt) {
        String peerId() {
            return record.peer().peerId();
        }
    }
}
