package dev.parley.watch;

/**
 * A tap's pattern as far as it is about signals, taken apart once, so that a signal is compared without making its address.
 *
 * @param any whether it matches any signal at all
 * @param room the only room, null for all
 * @param peer the only recipient, null for all
 */
record SignalFilter(boolean any, String room, String peer) {
    private static final SignalFilter NONE = new SignalFilter(false, null, null);
    private static final String[] FIXED = {"webrtc", "signal"};
    private static final int SEGMENTS = 4;

    /** @param pattern segments between dots, {@code *} for one and {@code >} at the end for the rest */
    static SignalFilter of(String pattern) {
        String[] own = pattern.split("\\.", -1);
        String[] ids = new String[2];
        for (int i = 0; i < SEGMENTS; i++) {
            if (i >= own.length) {
                return NONE;
            }
            if (own[i].equals(">")) {
                return new SignalFilter(true, ids[0], ids[1]);
            }
            boolean one = own[i].equals("*");
            if (i < FIXED.length && !one && !own[i].equals(FIXED[i])) {
                return NONE;
            }
            if (i >= FIXED.length && !one) {
                ids[i - FIXED.length] = own[i];
            }
        }
        return own.length == SEGMENTS ? new SignalFilter(true, ids[0], ids[1]) : NONE;
    }

    boolean matches(String roomId, String to) {
        return any && (room == null || room.equals(roomId)) && (peer == null || peer.equals(to));
    }
}
