package dev.parley.protocol;

import java.util.concurrent.atomic.AtomicLong;

/**
 * One term of ownership of a partition: {@code term} counts takeovers and is kept in the cluster, {@code nonce} makes
 * the text unique even when the counter was lost with every copy of it. Rooms derive their own epoch from it, because a
 * room that closes and opens again must never repeat one.
 */
public record Epoch(long term, String nonce) {
    private static final AtomicLong SERIAL = new AtomicLong();

    /** The next term after {@code previous}, which is 0 when none is known. */
    public static Epoch after(long previous) {
        return new Epoch(previous + 1, Ids.random(6));
    }

    /** Whether nobody in the cluster has owned the partition before. */
    public boolean isFirst() {
        return term == 1;
    }

    /** An epoch for one room: opaque to clients, ordered for lanes by {@link #isOlder}. */
    public String forRoom() {
        return Long.toString(term, 36) + "." + nonce + Long.toString(SERIAL.incrementAndGet(), 36);
    }

    /**
     * Whether {@code epoch} belongs to an earlier owner than {@code seen}. Of two owners with the same term (both sides
     * of a healed partition) the one whose text sorts first yields, so that every lane decides alike; within one owner's
     * term the serial number decides, of which more digits are newer.
     */
    public static boolean isOlder(String epoch, String seen) {
        if (epoch.equals(seen)) {
            return false;
        }
        long a = termOf(epoch);
        long b = termOf(seen);
        if (a != b) {
            return a < b;
        }
        return epoch.length() != seen.length() ? epoch.length() < seen.length() : epoch.compareTo(seen) < 0;
    }

    private static long termOf(String epoch) {
        int dot = epoch.indexOf('.');
        try {
            return dot < 1 ? 0 : Long.parseLong(epoch, 0, dot, 36);
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }
}
