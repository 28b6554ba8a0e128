package dev.parley.storage;

/** The statements of {@link CallRecords}. */
final class CallSql {
    static final String SAVE_CALL =
            """
            INSERT INTO calls (id, room_id, call_type, created_by, status, created_at, started_at, ended_at, ended_by,
              duration_s, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (id) DO UPDATE SET status = excluded.status, started_at = excluded.started_at,
              ended_at = excluded.ended_at, ended_by = excluded.ended_by, duration_s = excluded.duration_s,
              version = excluded.version
            WHERE calls.version < excluded.version""";

    static final String SAVE_INVITATION =
            """
            INSERT INTO invitations (id, call_id, inviter_id, invitee_id, status, reason, created_at, delivered_at,
              answered_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (id) DO UPDATE SET status = excluded.status, reason = excluded.reason,
              delivered_at = excluded.delivered_at, answered_at = excluded.answered_at,
              expires_at = excluded.expires_at""";

    static final String SAVE_HISTORY =
            """
            INSERT INTO call_history (call_id, user_id, direction, status, at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (call_id, user_id) DO UPDATE SET status = excluded.status""";

    static final String FIND_CALL =
            """
            SELECT id, room_id, call_type, created_by, status, created_at, started_at, ended_at, ended_by, duration_s,
              version
            FROM calls WHERE id = $1""";

    static final String FIND_INVITATIONS =
            """
            SELECT id, invitee_id, status, reason, created_at, delivered_at, answered_at, expires_at
            FROM invitations WHERE call_id = $1 ORDER BY id""";

    private static final String SUMMARY =
            """
            SELECT c.id, c.room_id, c.call_type, c.status, h.direction, h.status AS outcome, h.at, c.started_at,
              c.ended_at, c.duration_s,
              CASE WHEN creator.deleted_at IS NULL THEN creator.username END AS created_by,
              ARRAY(
                SELECT CASE WHEN u.deleted_at IS NULL THEN u.username END
                FROM call_history p JOIN users u ON u.id = p.user_id
                WHERE p.call_id = c.id ORDER BY p.direction DESC, u.username) AS participants
            FROM call_history h
              JOIN calls c ON c.id = h.call_id
              JOIN users creator ON creator.id = c.created_by
            """;

    static final String PAGE = SUMMARY
            + """
            WHERE h.user_id = $1 AND (h.at, h.call_id) < ($2, $3)
            ORDER BY h.at DESC, h.call_id DESC LIMIT $4""";

    static final String OF_CALLER = SUMMARY + "WHERE c.id = $1 AND h.user_id = c.created_by";

    private CallSql() {}
}
