package dev.parley.node.config;

/** Taps: copies of signals and events for operators, as they pass. */
public record TapConfig(
        @Doc(value = "Taps that the node carries at once, 0 to 256; 0: none.", byDefault = "16") int most,
        @Doc(value = "Entries that one tap is given a second, 1 to 100000.", byDefault = "250") int perSecond,
        @Doc(value = "Entries that a lane keeps for one tap, 10 to 10000.", byDefault = "100") int bufferEntries,
        @Doc(value = "Bytes that a lane keeps for one tap, 65536 to 16777216.", byDefault = "262144") int bufferBytes) {

    public TapConfig {
        Check.range("tap.most", most, 0, 256);
        Check.range("tap.perSecond", perSecond, 1, 100_000);
        Check.range("tap.bufferEntries", bufferEntries, 10, 10_000);
        Check.range("tap.bufferBytes", bufferBytes, 65_536, 16 << 20);
    }
}
