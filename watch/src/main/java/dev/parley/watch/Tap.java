package dev.parley.watch;

import java.util.concurrent.atomic.AtomicInteger;

/** A tap as the lanes of a node see it; its lease is renewed by the node that asked for it. Thread-safe. */
final class Tap {
    /** After this long without a word of its lane a tap is over. */
    static final long LEASE_MS = 15_000;

    private final String id;
    private final String node;
    private final TapSpec spec;
    private final SignalFilter signals;
    private final int share;
    private final AtomicInteger left;
    private volatile long until;

    /**
     * @param node which asked for it
     * @param share entries that the lanes of this node may send at a time, all together
     */
    Tap(String id, String node, TapSpec spec, int share, long now) {
        this.id = id;
        this.node = node;
        this.spec = spec;
        this.signals = spec.signals();
        this.share = share;
        this.left = new AtomicInteger(share);
        renew(now);
    }

    String id() {
        return id;
    }

    String node() {
        return node;
    }

    TapSpec spec() {
        return spec;
    }

    /** Whether what comes is only counted, until the next sending: one look at a field. */
    boolean isSpent() {
        return left.getPlain() <= 0;
    }

    /** Takes one entry of the share. @return false when none is left */
    boolean take() {
        return left.getAndDecrement() > 0;
    }

    /** To be called ten times a second. */
    void refill() {
        left.set(share);
    }

    void renew(long now) {
        until = now + LEASE_MS;
    }

    boolean isOver(long now) {
        return now >= until;
    }

    boolean wantsSignal(String roomId, String to, String callId) {
        return signals.matches(roomId, to) || isOf(callId);
    }

    boolean wants(String address, String callId) {
        return spec.means(address) || isOf(callId);
    }

    private boolean isOf(String callId) {
        return callId != null && callId.equals(spec.call());
    }
}
