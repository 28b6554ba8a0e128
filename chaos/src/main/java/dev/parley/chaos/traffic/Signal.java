package dev.parley.chaos.traffic;

/** One numbered signal of the traffic. Times are {@link System#nanoTime}, 0 for not yet. Written by several threads. */
public final class Signal {
    final long number;
    final Member from;
    final Member to;
    final long sentAt = System.nanoTime();
    volatile long acceptedAt;
    volatile long deliveredAt;
    volatile boolean failed;

    Signal(long number, Member from, Member to) {
        this.number = number;
        this.from = from;
        this.to = to;
    }

    /** Its own JSON, told apart from all others by its number. */
    String data() {
        return "{\"type\":\"offer\",\"n\":" + number + "}";
    }

    /** The number in such JSON, -1 for anything else. */
    static long number(String data) {
        int at = data.indexOf("\"n\":");
        String digits = at < 0 ? "" : data.substring(at + 4, data.length() - 1);
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
    }

    public Member from() {
        return from;
    }

    public Member to() {
        return to;
    }

    public String roomId() {
        return from.roomId();
    }

    public long sentAt() {
        return sentAt;
    }

    public boolean isAccepted() {
        return acceptedAt != 0;
    }

    public boolean isDelivered() {
        return deliveredAt != 0;
    }

    /** Given up by its sender after its deadline, or refused. */
    public boolean isFailed() {
        return failed;
    }

    public long acceptedAt() {
        return acceptedAt;
    }

    public long deliveredAt() {
        return deliveredAt;
    }

    /** From the request to the acceptance. */
    public double acceptSeconds() {
        return (acceptedAt - sentAt) / 1e9;
    }
}
