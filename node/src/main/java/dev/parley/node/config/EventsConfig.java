package dev.parley.node.config;

/** The feed of events for other services. */
public record EventsConfig(
        @Doc(value = "Whether events are written down for other services.", byDefault = "true") boolean enabled,
        @Doc(value = "Events of one node that may wait for the database, 100 to 1000000.", byDefault = "20000")
                int outbox,
        @Doc(value = "Events are deleted after so many days, 1 to 3650.", byDefault = "7") int keepDays,
        @Doc(value = "Events are deleted when so many have come since, 1000 to 2000000000.", byDefault = "5000000")
                int keepCount,
        @Doc(value = "Readers that may wait for events at one node at a time, 1 to 100000.", byDefault = "1000")
                int waiting) {

    public EventsConfig {
        Check.range("events.outbox", outbox, 100, 1_000_000);
        Check.range("events.keepDays", keepDays, 1, 3_650);
        Check.range("events.keepCount", keepCount, 1_000, 2_000_000_000);
        Check.range("events.waiting", waiting, 1, 100_000);
    }
}
