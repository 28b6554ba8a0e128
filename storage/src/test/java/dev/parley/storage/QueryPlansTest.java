package dev.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.Row;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every statement finds its rows by an index: where none fits, the planner scans the table in spite of the setting. */
class QueryPlansTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @ParameterizedTest
    @ValueSource(
            strings = {
                Users.BY_NAME,
                Users.BY_IDS,
                Users.SET_PASSWORD,
                Users.SET_TOKENS_FROM,
                Blocks.COUNT,
                Blocks.UNBLOCK,
                Blocks.IS_BLOCKED,
                Blocks.OF,
                DurableRooms.FIND,
                DurableRooms.CUSTOM_IDS,
                DurableRooms.OWNED_BY,
                Participations.OF,
                CallSql.FIND_CALL,
                CallSql.FIND_INVITATIONS,
                CallSql.PAGE,
                EventSql.PAGE_OF_ONE,
                EventSql.PAGE,
                EventSql.OPEN_KEYS
            })
    void statementsUseIndexes(String sql) throws Exception {
        assertThat(plan(sql)).contains("Index").doesNotContain("Seq Scan on");
    }

    @ParameterizedTest
    @ValueSource(strings = {CallSql.PAGE, Participations.OF, DurableRooms.CUSTOM_IDS})
    void pagesComeInOrderFromTheIndex(String sql) throws Exception {
        // what is sorted within a page is one call's people
        assertThat(plan(sql).lines().filter(line -> line.contains("Sort Key") && !line.contains("p.direction")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT id FROM users WHERE display_name = $1"})
    void aStatementWithoutAnIndexIsSeen(String sql) throws Exception {
        assertThat(plan(sql)).contains("Seq Scan on");
    }

    private static String plan(String sql) throws Exception {
        StringBuilder plan = new StringBuilder();
        Await.await(DB.database().transaction(connection -> connection
                        .query("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
                        .execute()
                        .compose(set -> connection
                                .query("EXPLAIN (GENERIC_PLAN) " + sql)
                                .execute())))
                .forEach((Row row) -> plan.append(row.getString(0)).append('\n'));
        return plan.toString();
    }
}
