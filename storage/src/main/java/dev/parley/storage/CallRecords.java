package dev.parley.storage;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Calls, their invitations and everybody's history. Methods fail with {@code unavailable} when the database is away. Thread-safe. */
public final class CallRecords {
    /** Most calls of one page. */
    public static final int PAGE_MAX = 200;

    private final Database database;

    public CallRecords(Database database) {
        this.database = database;
    }

    /**
     * Writes the call with its invitations and history in one transaction. Repeating it is harmless, and so is coming
     * late: a version that is not greater than the stored one changes nothing.
     *
     * @return whether anything was written
     */
    public Future<Boolean> save(CallRecord call) {
        return database.transaction(connection -> connection
                .preparedQuery(CallSql.SAVE_CALL)
                .execute(CallRows.call(call))
                .compose(rows -> rows.rowCount() == 0
                        ? Future.succeededFuture(false)
                        : saveParts(connection, call).map(true)));
    }

    /** The call with its invitations, in order of their ids; null when there is none. */
    public Future<CallRecord> find(String callId) {
        return database.query(CallSql.FIND_INVITATIONS, Tuple.of(callId))
                .compose(invitations -> database.query(CallSql.FIND_CALL, Tuple.of(callId))
                        .map(rows -> rows.size() == 0
                                ? null
                                : CallRows.callOf(rows.iterator().next(), invitations)));
    }

    /** The call as its caller sees it; null when there is none. */
    public Future<CallSummary> summary(String callId) {
        return database.query(CallSql.OF_CALLER, Tuple.of(callId))
                .map(rows -> rows.size() == 0
                        ? null
                        : CallRows.summary(rows.iterator().next()));
    }

    /**
     * The calls that the user made or was invited to, newest first, without gap or repeat while calls are added.
     *
     * @param cursor null for the first page; fails with {@code invalid_argument} when it is not one of ours
     * @param limit at most {@link #PAGE_MAX}
     */
    public Future<CallPage> page(String userId, String cursor, int limit) {
        int most = Math.max(1, Math.min(limit, PAGE_MAX));
        return Future.succeededFuture(cursor)
                .map(CallPage.Place::of)
                .compose(place -> database.query(
                        CallSql.PAGE, Tuple.of(userId, Times.column(place.atMs()), place.callId(), most)))
                .map(rows -> page(rows, most));
    }

    private static Future<Void> saveParts(SqlConnection connection, CallRecord call) {
        List<Tuple> invitations = CallRows.invitations(call);
        Future<?> invited = invitations.isEmpty()
                ? Future.succeededFuture()
                : connection.preparedQuery(CallSql.SAVE_INVITATION).executeBatch(invitations);
        return invited.compose(
                        done -> connection.preparedQuery(CallSql.SAVE_HISTORY).executeBatch(CallRows.history(call)))
                .mapEmpty();
    }

    private static CallPage page(RowSet<Row> rows, int most) {
        List<CallSummary> calls = new ArrayList<>(rows.size());
        rows.forEach(row -> calls.add(CallRows.summary(row)));
        if (calls.size() < most) {
            return new CallPage(calls, null);
        }
        CallSummary last = calls.get(most - 1);
        return new CallPage(calls, new CallPage.Place(last.createdAt(), last.callId()).cursor());
    }
}
