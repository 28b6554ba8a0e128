package dev.parley.storage;

import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Accounts. Every method fails with {@code unavailable} when the database is away. Thread-safe. */
public final class Users {
    /** Most ids that one call of {@link #byIds} takes. */
    public static final int IDS_MAX = 500;

    static final String CREATE =
            """
            INSERT INTO users (id, username, display_name, password_hash, created_at, tokens_from)
            VALUES ($1, $2, $3, $4, $5, $6)""";
    static final String BY_NAME =
            """
            SELECT id, username, display_name, password_hash, created_at, tokens_from
            FROM users WHERE username = $1 AND deleted_at IS NULL""";
    static final String BY_IDS =
            """
            SELECT id, username, display_name, password_hash, created_at, tokens_from
            FROM users WHERE id = ANY ($1) AND deleted_at IS NULL""";
    static final String SET_PASSWORD =
            """
            UPDATE users SET password_hash = $2, tokens_from = greatest(tokens_from, $3)
            WHERE id = $1 AND deleted_at IS NULL""";
    static final String SET_TOKENS_FROM =
            """
            UPDATE users SET tokens_from = greatest(tokens_from, $2) WHERE id = $1 AND deleted_at IS NULL""";
    static final String DELETE =
            """
            WITH gone AS (
              UPDATE users SET username = 'deleted-' || id, display_name = '', password_hash = '',
                deleted_at = now(), tokens_from = greatest(tokens_from, now())
              WHERE id = $1 AND deleted_at IS NULL RETURNING id),
            own_blocks AS (DELETE FROM blocks WHERE user_id IN (SELECT id FROM gone)),
            others_blocks AS (DELETE FROM blocks WHERE blocked_id IN (SELECT id FROM gone)),
            roles AS (DELETE FROM room_roles WHERE user_id IN (SELECT id FROM gone)),
            names AS (UPDATE participants SET display_name = '' WHERE user_id IN (SELECT id FROM gone))
            SELECT id FROM gone""";

    private final Database database;

    public Users(Database database) {
        this.database = database;
    }

    /** Fails with {@code name_taken} when the name is somebody's. */
    public Future<Void> create(User user) {
        Tuple values = Tuple.of(
                user.id(),
                user.username(),
                user.displayName(),
                user.passwordHash(),
                Times.column(user.createdAtMs()),
                Times.column(user.tokensFromMs()));
        return database.query(CREATE, values).<Void>mapEmpty().recover(Users::taken);
    }

    /** The account with that normalised name; null when there is none. */
    public Future<User> byName(String username) {
        return database.query(BY_NAME, Tuple.of(username))
                .map(rows -> rows.size() == 0 ? null : user(rows.iterator().next()));
    }

    /** Those of {@code ids} that exist, by id; at most {@link #IDS_MAX}. */
    public Future<Map<String, User>> byIds(Set<String> ids) {
        if (ids.size() > IDS_MAX) {
            return Future.failedFuture(new IllegalArgumentException("at most " + IDS_MAX + " ids"));
        }
        return database.query(BY_IDS, Tuple.of(ids.toArray(String[]::new))).map(Users::byId);
    }

    /** @return whether there is such an account; {@code tokensFromMs} only ever moves forward */
    public Future<Boolean> setPassword(String id, String passwordHash, long tokensFromMs) {
        return database.query(SET_PASSWORD, Tuple.of(id, passwordHash, Times.column(tokensFromMs)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** @return whether there is such an account; the moment only ever moves forward */
    public Future<Boolean> setTokensFrom(String id, long tokensFromMs) {
        return database.query(SET_TOKENS_FROM, Tuple.of(id, Times.column(tokensFromMs)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Erases names, password, blocks and roles; calls and rooms keep a nameless id. @return whether it was there */
    public Future<Boolean> delete(String id) {
        return database.query(DELETE, Tuple.of(id)).map(rows -> rows.size() == 1);
    }

    private static Future<Void> taken(Throwable failure) {
        return Future.failedFuture(
                Database.isUniqueViolation(failure)
                        ? new Refusal(Code.NAME_TAKEN, "This name belongs to somebody else. Choose another one.")
                        : failure);
    }

    private static Map<String, User> byId(RowSet<Row> rows) {
        Map<String, User> users = new HashMap<>();
        rows.forEach(row -> users.put(row.getString("id"), user(row)));
        return users;
    }

    private static User user(Row row) {
        return new User(
                row.getString("id"),
                row.getString("username"),
                row.getString("display_name"),
                row.getString("password_hash"),
                Times.ms(row.getOffsetDateTime("created_at")),
                Times.ms(row.getOffsetDateTime("tokens_from")));
    }
}
