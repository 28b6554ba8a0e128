package dev.parley.node.config;

/** What is remembered of the course of calls, for their timelines; in memory only. */
public record TimelineConfig(
        @Doc(value = "Calls that a lane remembers, 0 to 100000; 0: none.", byDefault = "256") int calls,
        @Doc(value = "Entries that a lane remembers of one call, 16 to 10000.", byDefault = "512") int entries,
        @Doc(value = "Entries that a lane remembers of all calls, 1000 to 1000000.", byDefault = "20000")
                int laneEntries,
        @Doc(value = "How long a call is remembered after its last entry, 60 to 86400 s.", byDefault = "3600")
                int keepSeconds) {

    public TimelineConfig {
        Check.range("timeline.calls", calls, 0, 100_000);
        Check.range("timeline.entries", entries, 16, 10_000);
        Check.range("timeline.laneEntries", laneEntries, 1_000, 1_000_000);
        Check.range("timeline.keepSeconds", keepSeconds, 60, 86_400);
    }
}
