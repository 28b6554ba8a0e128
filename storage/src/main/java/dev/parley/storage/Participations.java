package dev.parley.storage;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Who was in which room, when. Every method fails with {@code unavailable} when the database is away. Thread-safe. */
public final class Participations {
    /** Most rows of one batch, and of one answer. */
    public static final int BATCH_MAX = 500;

    /** A stay that has ended stays ended: what comes late or again changes nothing. */
    static final String SAVE =
            """
            INSERT INTO participants (room_id, peer_id, user_id, display_name, joined_at, left_at, reason)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (room_id, peer_id, joined_at) DO UPDATE SET left_at = excluded.left_at, reason = excluded.reason
            WHERE participants.left_at IS NULL AND excluded.left_at IS NOT NULL""";

    static final String OF =
            """
            SELECT room_id, peer_id, user_id, display_name, joined_at, left_at, reason FROM participants
            WHERE room_id = $1 ORDER BY joined_at DESC, peer_id DESC LIMIT $2""";

    private final Database database;

    public Participations(Database database) {
        this.database = database;
    }

    /** All or none of them; repeating it is harmless. At most {@link #BATCH_MAX}. */
    public Future<Void> save(List<Participation> batch) {
        if (batch.isEmpty()) {
            return Future.succeededFuture();
        }
        if (batch.size() > BATCH_MAX) {
            return Future.failedFuture(new IllegalArgumentException("at most " + BATCH_MAX + " at once"));
        }
        List<Tuple> rows = batch.stream().map(Participations::values).toList();
        return database.transaction(
                connection -> connection.preparedQuery(SAVE).executeBatch(rows).mapEmpty());
    }

    /** The newest stays in the room, newest first; at most {@link #BATCH_MAX}. */
    public Future<List<Participation>> of(String roomId, int limit) {
        return database.query(OF, Tuple.of(roomId, Math.max(1, Math.min(limit, BATCH_MAX))))
                .map(Participations::stays);
    }

    private static Tuple values(Participation stay) {
        return Tuple.of(
                stay.roomId(),
                stay.peerId(),
                stay.userId(),
                stay.displayName(),
                Times.column(stay.joinedAtMs()),
                Times.column(stay.leftAtMs()),
                stay.reason());
    }

    private static List<Participation> stays(RowSet<Row> rows) {
        List<Participation> stays = new ArrayList<>(rows.size());
        rows.forEach(row -> stays.add(new Participation(
                row.getString("room_id"),
                row.getString("peer_id"),
                row.getString("user_id"),
                row.getString("display_name"),
                Times.ms(row.getOffsetDateTime("joined_at")),
                Times.ms(row.getOffsetDateTime("left_at")),
                row.getString("reason"))));
        return stays;
    }
}
