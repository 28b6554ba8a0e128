package dev.parley.rooms;

import dev.parley.protocol.lane.Actor;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A member of a room in its owner's memory. */
final class Member {
    private static final int CHATS_REMEMBERED = 64;
    private static final int UNKNOWN_REMEMBERED = 64;

    private MemberRecord record;
    private final Stream stream;
    private String lane;
    private boolean flowing;
    private boolean lostTold;
    private long awaySince;
    private long forgetAt = Long.MAX_VALUE;
    private long leaseAt;
    private long expectedAtLease;
    private long nextId;
    /** Ids of signals to nobody, as far back as senders repeat; most members never have one. */
    private Set<Long> forUnknown = Set.of();

    private long renewIceAt;
    private final Map<String, Long> chats = new LinkedHashMap<>(4) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > CHATS_REMEMBERED;
        }
    };

    private Member(MemberRecord record, Stream stream, String lane, long nextId, long now) {
        this.record = record;
        this.stream = stream;
        this.lane = lane;
        this.nextId = nextId;
        this.leaseAt = now;
        this.awaySince = now;
    }

    /** One that joins now: its signals begin at 1. */
    static Member joining(MemberRecord record, Stream stream, String lane, long now) {
        return new Member(record, stream, lane, 1, now);
    }

    /** One that a former owner had: where its signals stand is learnt from the first of them. */
    static Member inherited(MemberRecord record, Stream stream, long now) {
        return new Member(record, stream, null, 0, now);
    }

    MemberRecord record() {
        return record;
    }

    void record(MemberRecord value) {
        record = value;
    }

    Peer peer() {
        return record.peer();
    }

    String peerId() {
        return record.peer().peerId();
    }

    Stream stream() {
        return stream;
    }

    /** The gateway lane that has its socket, null while it is away. */
    String lane() {
        return lane;
    }

    boolean isAway() {
        return lane == null;
    }

    /** Whether frames go to its socket as they come; else they wait in the ring. */
    boolean isFlowing() {
        return flowing;
    }

    void flowTo(String gatewayLane, long now) {
        hold(gatewayLane, now);
        flowing = true;
    }

    void hold(String gatewayLane, long now) {
        forgetAt = Long.MAX_VALUE;
        lane = gatewayLane;
        leaseAt = now;
    }

    void stopFlow() {
        flowing = false;
    }

    void goAway(long now) {
        lane = null;
        flowing = false;
        awaySince = now;
    }

    long awaySince() {
        return awaySince;
    }

    /** The end of its membership if nobody speaks for it before. */
    void forgetAt(long time) {
        forgetAt = time;
    }

    /** Whether it has been away for too long. */
    boolean isForgotten(long now, long resumeWindowMs) {
        return isAway() && (now - awaySince >= resumeWindowMs || now >= forgetAt);
    }

    long leaseAt() {
        return leaseAt;
    }

    /** What its lane must have written by its next word, else it is sent again. */
    long expectedAtLease() {
        return expectedAtLease;
    }

    void expectAtNextLease(long seq) {
        expectedAtLease = seq;
    }

    /** Whether the others were told that its connection is lost. */
    boolean lostTold() {
        return lostTold;
    }

    void lostTold(boolean value) {
        lostTold = value;
    }

    /** The id that its next signal must have, 0 while that is not known. */
    long nextId() {
        return nextId;
    }

    void settled(long id, boolean recipientKnown) {
        nextId = id + 1;
        if (!recipientKnown) {
            forUnknown = forUnknown.isEmpty() ? new HashSet<>(4) : forUnknown;
            forUnknown.removeIf(old -> old <= id - UNKNOWN_REMEMBERED);
            forUnknown.add(id);
        }
    }

    boolean wasForUnknown(long id) {
        return forUnknown.contains(id);
    }

    /** When its TURN credentials are to be replaced, by the cluster's clock; 0 while another owner knew. */
    long renewIceAt() {
        return renewIceAt;
    }

    void renewIceAt(long clusterMs) {
        renewIceAt = clusterMs;
    }

    /** The number that a chat message with this id got, null when it is new. */
    Long chatSeq(String id) {
        return chats.get(id);
    }

    void chatted(String id, long seq) {
        chats.put(id, seq);
    }

    boolean isHeldBy(Actor actor) {
        return actor.peerId().equals(peerId()) && actor.generation() >= record.generation();
    }
}
