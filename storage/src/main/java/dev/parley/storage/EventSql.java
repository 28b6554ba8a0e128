package dev.parley.storage;

/** The statements of {@link Events}. */
final class EventSql {
    static final String APPEND =
            "SELECT told_id, told_position, told_late FROM append_events($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

    /** Bounds and events as of one instant; a row without a position where there are no events. */
    private static final String PAGE_BEGIN =
            """
            SELECT b.*, e.* FROM (
              SELECT position AS floor, greatest(position, (SELECT max(position) FROM events)) AS head FROM event_floor
              WHERE one) b
            LEFT JOIN LATERAL (
              SELECT position, id, feed, key, epoch, n, type, at_ms, node, late, data::text AS data FROM events
              WHERE position > $1 AND""";

    private static final String PAGE_END = " ORDER BY position LIMIT $3) e ON true ORDER BY e.position";

    static final String PAGE = PAGE_BEGIN + " feed = ANY($2)" + PAGE_END;

    static final String PAGE_OF_ONE = PAGE_BEGIN + " feed = $2" + PAGE_END;

    static final String HEAD =
            "SELECT greatest(position, (SELECT max(position) FROM events)) AS head FROM event_floor WHERE one";

    static final String NEWEST = "SELECT feed, max(position) AS newest FROM events WHERE position > $1 GROUP BY feed";

    static final String OPEN_KEYS =
            """
            SELECT key FROM event_keys WHERE feed = $1 AND open AND part = ANY($2) AND key > $3 ORDER BY key LIMIT $4""";

    /** Only the oldest are looked at: they were written in the order of their positions. */
    static final String PRUNE =
            """
            WITH old AS (
              DELETE FROM events WHERE position IN (
                SELECT o.position FROM (SELECT position, written_at FROM events ORDER BY position LIMIT $3) o
                WHERE o.written_at < now() - make_interval(days => $1)
                   OR o.position <= (SELECT max(position) FROM events) - $2)
              RETURNING position)
            UPDATE event_floor SET position = greatest(position, (SELECT max(position) FROM old))
            WHERE one AND EXISTS (SELECT 1 FROM old)""";

    static final String PRUNE_KEYS =
            """
            DELETE FROM event_keys WHERE (feed, key) IN (
              SELECT feed, key FROM event_keys
              WHERE open IS NOT TRUE AND touched_at < now() - make_interval(days => $1) ORDER BY touched_at LIMIT $2)""";

    private EventSql() {}
}
