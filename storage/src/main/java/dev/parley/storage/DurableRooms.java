package dev.parley.storage;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Rooms that outlive their members. Every method fails with {@code unavailable} when the database is away. Thread-safe. */
public final class DurableRooms {
    /** Most ids that one page holds. */
    public static final int PAGE_MAX = 1_000;

    static final String SAVE =
            """
            INSERT INTO rooms (id, owner_id, rules) VALUES ($1, $2, $3::text::jsonb)
            ON CONFLICT (id) DO UPDATE SET owner_id = excluded.owner_id, rules = excluded.rules,
              updated_at = now(), deleted_at = NULL""";
    static final String CREATE =
            """
            INSERT INTO rooms (id, owner_id, rules) VALUES ($1, $2, $3::text::jsonb)
            ON CONFLICT (id) DO UPDATE SET owner_id = excluded.owner_id, rules = excluded.rules,
              updated_at = now(), deleted_at = NULL
            WHERE rooms.deleted_at IS NOT NULL OR rooms.owner_id = excluded.owner_id""";
    static final String FIND =
            "SELECT id, owner_id, rules::text AS rules FROM rooms WHERE id = $1 AND deleted_at IS NULL";
    static final String CUSTOM_IDS =
            """
            SELECT id FROM rooms WHERE custom_id AND deleted_at IS NULL AND id > $1 ORDER BY id LIMIT $2""";
    static final String DELETE =
            """
            WITH gone AS (
              UPDATE rooms SET deleted_at = now(), rules = '{}' WHERE id = $1 AND deleted_at IS NULL RETURNING id),
            its_bans AS (DELETE FROM bans WHERE room_id IN (SELECT id FROM gone)),
            its_roles AS (DELETE FROM room_roles WHERE room_id IN (SELECT id FROM gone)),
            its_links AS (DELETE FROM invite_links WHERE room_id IN (SELECT id FROM gone))
            SELECT id FROM gone""";
    static final String OWNED_BY =
            """
            SELECT id, owner_id, rules::text AS rules FROM rooms
            WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT\s"""
                    + PAGE_MAX;

    private final Database database;

    public DurableRooms(Database database) {
        this.database = database;
    }

    /** Writes the room as it is now; its owner's lane is the only one that does. @param ownerId null for none */
    public Future<Void> save(String id, String ownerId, String rulesJson) {
        return database.query(SAVE, Tuple.of(id, ownerId, rulesJson)).mapEmpty();
    }

    /** Writes a new room. @return false when the id is that of another owner's room, which stays as it is */
    public Future<Boolean> create(String id, String ownerId, String rulesJson) {
        return database.query(CREATE, Tuple.of(id, ownerId, rulesJson)).map(rows -> rows.rowCount() == 1);
    }

    /** The room; null when there is none. */
    public Future<DurableRoom> find(String id) {
        return database.query(FIND, Tuple.of(id))
                .map(rows -> rows.size() == 0 ? null : room(rows.iterator().next()));
    }

    /** The next ids, in order, that somebody chose; begin with {@code ""} and go on with the last one until none come. */
    public Future<List<String>> customIds(String after, int limit) {
        int most = Math.max(1, Math.min(limit, PAGE_MAX));
        return database.query(CUSTOM_IDS, Tuple.of(after, most)).map(rows -> {
            List<String> ids = new ArrayList<>(rows.size());
            rows.forEach(row -> ids.add(row.getString("id")));
            return ids;
        });
    }

    /** Forgets its rules, bans, roles and links. @return whether it was there */
    public Future<Boolean> delete(String id) {
        return database.query(DELETE, Tuple.of(id)).map(rows -> rows.size() == 1);
    }

    /** At most {@link #PAGE_MAX}, in order of their ids. */
    public Future<List<DurableRoom>> ownedBy(String userId) {
        return database.query(OWNED_BY, Tuple.of(userId)).map(DurableRooms::rooms);
    }

    private static List<DurableRoom> rooms(RowSet<Row> rows) {
        List<DurableRoom> rooms = new ArrayList<>(rows.size());
        rows.forEach(row -> rooms.add(room(row)));
        return rooms;
    }

    private static DurableRoom room(Row row) {
        return new DurableRoom(row.getString("id"), row.getString("owner_id"), row.getString("rules"));
    }
}
