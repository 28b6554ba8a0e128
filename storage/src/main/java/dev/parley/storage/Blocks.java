package dev.parley.storage;

import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.Set;

/** Who does not want to hear of whom. Every method fails with {@code unavailable} when the database is away. Thread-safe. */
public final class Blocks {
    /** Most people that one user can block. */
    public static final int MOST = 1_000;

    static final String BLOCK =
            """
            INSERT INTO blocks (user_id, blocked_id) VALUES ($1, $2) ON CONFLICT DO NOTHING""";
    static final String COUNT = "SELECT count(*) AS blocked FROM blocks WHERE user_id = $1 AND blocked_id <> $2";
    static final String UNBLOCK = "DELETE FROM blocks WHERE user_id = $1 AND blocked_id = $2";
    static final String IS_BLOCKED = "SELECT 1 FROM blocks WHERE user_id = $1 AND blocked_id = $2";
    static final String OF = "SELECT blocked_id FROM blocks WHERE user_id = $1 LIMIT " + MOST;

    private final Database database;

    public Blocks(Database database) {
        this.database = database;
    }

    /** Repeating it is harmless. Fails with {@code invalid_argument} beyond {@link #MOST}. */
    public Future<Void> block(String userId, String blockedId) {
        return database.query(COUNT, Tuple.of(userId, blockedId)).compose(rows -> {
            if (rows.iterator().next().getLong("blocked") >= MOST) {
                throw new Refusal(
                        Code.INVALID_ARGUMENT, "At most " + MOST + " people can be blocked. Unblock one first.");
            }
            return database.query(BLOCK, Tuple.of(userId, blockedId)).mapEmpty();
        });
    }

    /** Repeating it is harmless. */
    public Future<Void> unblock(String userId, String blockedId) {
        return database.query(UNBLOCK, Tuple.of(userId, blockedId)).mapEmpty();
    }

    /** Whether {@code blockerId} has blocked {@code userId}. */
    public Future<Boolean> isBlocked(String blockerId, String userId) {
        return database.query(IS_BLOCKED, Tuple.of(blockerId, userId)).map(rows -> rows.size() > 0);
    }

    /** The ids that {@code userId} has blocked. */
    public Future<Set<String>> of(String userId) {
        return database.query(OF, Tuple.of(userId)).map(rows -> {
            Set<String> blocked = new HashSet<>();
            for (Row row : rows) {
                blocked.add(row.getString("blocked_id"));
            }
            return blocked;
        });
    }
}
