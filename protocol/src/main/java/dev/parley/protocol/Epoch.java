package dev.parley.protocol;

import java.util.concurrent.atomic.AtomicLong;

/**
 * One term of ownership of a partition: {@code term} counts takeovers and is kept in the cluster, {@code nonce} makes
 * the text unique even when the counter was lost with every copy of it. Rooms derive their own epoch from it, because a
 * room that closes and opens again must never repeat one.
 *
 * @param isFirst whether nobody in the cluster has owned the partition before
 */
public record Epoch(long term, String nonce, boolean isFirst) {
    private static final AtomicLong SERIAL = new AtomicLong();
    /** 2025-01-01 UTC, in seconds since 1970. */
    private static final long BEGAN = 1_735_689_600;

    /** Base-36 digits of the largest term. */
    private static final int TERM_DIGITS = 13;

    public Epoch(long term, String nonce) {
        this(term, nonce, term == 1);
    }

    /** The next term after {@code previous}, which is 0 when none is known. */
    public static Epoch after(long previous) {
        return new Epoch(previous + 1, Ids.random(6), previous == 0);
    }

    /**
     * The first term in a cluster that remembers none. It begins with the seconds of the clock, so that what was written
     * down in the life before, when partitions changed hands less than once a second, is older.
     *
     * @param clusterMs milliseconds since 1970
     */
    public static Epoch first(long clusterMs) {
        return new Epoch(Math.max(1, clusterMs / 1_000 - BEGAN), Ids.random(6), true);
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

    /** A text that sorts by its bytes as {@link #isOlder} orders epochs, for those who compare elsewhere. */
    public static String rank(String epoch) {
        String term = Long.toString(Math.max(0, termOf(epoch)), 36);
        return "0".repeat(TERM_DIGITS - term.length()) + term + String.format("%04d", epoch.length()) + epoch;
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
