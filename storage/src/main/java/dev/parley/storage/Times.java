package dev.parley.storage;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Milliseconds since 1970, as everywhere else, to and from timestamptz. 0 means "not yet" and is NULL in a column. */
final class Times {
    private Times() {}

    static OffsetDateTime column(long ms) {
        return ms == 0 ? null : OffsetDateTime.ofInstant(Instant.ofEpochMilli(ms), ZoneOffset.UTC);
    }

    static long ms(OffsetDateTime column) {
        return column == null ? 0 : column.toInstant().toEpochMilli();
    }
}
