package dev.parley.storage;

/** The statements of {@link Webhooks}. */
final class WebhookSql {
    private static final String SELECT =
            """
            SELECT id, url, feeds, types, secret, enabled, created_at, position, attempts, last_error,
              (extract(epoch FROM retry_at - now()) * 1000)::bigint AS wait_ms
            FROM webhooks""";

    static final String ALL = SELECT + " ORDER BY id";

    static final String FIND = SELECT + " WHERE id = $1";

    static final String CREATE =
            """
            INSERT INTO webhooks (id, url, feeds, types, secret, enabled, position)
            SELECT $1, $2, $3, $4, $5, true, $6 WHERE (SELECT count(*) FROM webhooks) < $7""";

    /** What changes begins without the failures of before. */
    static final String UPDATE =
            """
            UPDATE webhooks SET url = $2, feeds = $3, types = $4, enabled = $5, attempts = 0, retry_at = NULL
            WHERE id = $1""";

    static final String DELETE = "DELETE FROM webhooks WHERE id = $1";

    /** Only forward: a node that lost its lease meanwhile changes nothing. */
    static final String ADVANCE =
            """
            UPDATE webhooks SET position = $2, attempts = 0, retry_at = NULL, last_error = NULL
            WHERE id = $1 AND position < $2""";

    static final String FAILED =
            """
            UPDATE webhooks SET attempts = $3, retry_at = now() + make_interval(secs => $4), last_error = $5
            WHERE id = $1 AND position < $2""";

    static final String BURY =
            """
            INSERT INTO webhook_dead (webhook_id, position, event, attempts, error)
            SELECT id, $2, $3::jsonb, $4, $5 FROM webhooks WHERE id = $1
            ON CONFLICT (webhook_id, position) DO UPDATE SET error = excluded.error, again = false""";

    static final String DEAD =
            """
            SELECT position, event::text AS event, attempts, error, died_at, again FROM webhook_dead
            WHERE webhook_id = $1 AND position > $2 ORDER BY position LIMIT $3""";

    static final String REPLAY = "UPDATE webhook_dead SET again = true WHERE webhook_id = $1";

    static final String AGAIN =
            """
            SELECT position, event::text AS event, attempts, error, died_at, again FROM webhook_dead
            WHERE webhook_id = $1 AND again ORDER BY position LIMIT 1""";

    static final String REVIVED = "DELETE FROM webhook_dead WHERE webhook_id = $1 AND position = $2";

    static final String LEASE =
            """
            UPDATE webhook_lease SET node = $1, until = now() + make_interval(secs => $2)
            WHERE one AND (node = $1 OR until < now())""";

    static final String RELEASE = "UPDATE webhook_lease SET until = now() WHERE one AND node = $1";

    private WebhookSql() {}
}
