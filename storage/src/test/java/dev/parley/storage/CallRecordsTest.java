package dev.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallRecordsTest {
    private static final long NOON = 1_700_000_000_000L;

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static CallRecords calls;

    @BeforeAll
    static void open() throws Exception {
        DB.people("ann", "bob", "cat", "dan", "pager", "leaver", "friend");
        calls = new CallRecords(DB.database());
    }

    @Test
    void aCallIsFoundAsItWasSaved() throws Exception {
        CallRecord call = call("c_found", "acc_ann", NOON, "completed", 3, "acc_bob:accepted", "acc_cat:rejected");

        assertThat(Await.await(calls.save(call))).isTrue();

        assertThat(Await.await(calls.find("c_found"))).isEqualTo(call);
        assertThat(Await.await(calls.find("c_other"))).isNull();
    }

    @Test
    void aVersionThatIsNotNewerChangesNothing() throws Exception {
        CallRecord newest = call("c_mono", "acc_ann", NOON, "completed", 2, "acc_dan:accepted");
        Await.await(calls.save(newest));

        assertThat(Await.await(calls.save(newest))).isFalse();
        assertThat(Await.await(calls.save(
                        call("c_mono", "acc_ann", NOON, "pending", 1, "acc_dan:pending", "acc_bob:pending"))))
                .isFalse();
        assertThat(Await.await(calls.save(call("c_mono", "acc_ann", NOON, "cancelled", 2, "acc_dan:cancelled"))))
                .isFalse();

        assertThat(Await.await(calls.find("c_mono"))).isEqualTo(newest);
        assertThat(Await.await(calls.page("acc_dan", null, 10)).calls())
                .singleElement()
                .returns("completed", CallSummary::outcome);
    }

    @Test
    void versionsThatArriveInAnyOrderAtOnceEndWithTheNewest() throws Exception {
        List<Long> versions =
                new ArrayList<>(LongStream.rangeClosed(1, 20).boxed().toList());
        Collections.shuffle(versions, new Random(7));
        List<Future<Boolean>> writes = new ArrayList<>();
        for (long version : versions) {
            writes.add(calls.save(call("c_race", "acc_ann", NOON, "active", version, "acc_cat:accepted")));
        }
        Await.await(Future.join(writes));

        assertThat(Await.await(calls.find("c_race")).version()).isEqualTo(20);
    }

    @Test
    void everybodySeesTheirOwnOutcome() throws Exception {
        Await.await(calls.save(call("c_views", "acc_friend", NOON, "completed", 1, "acc_leaver:missed")));

        CallSummary caller =
                Await.await(calls.page("acc_friend", null, 10)).calls().get(0);
        CallSummary invitee =
                Await.await(calls.page("acc_leaver", null, 10)).calls().get(0);

        assertThat(caller.direction()).isEqualTo("out");
        assertThat(caller.outcome()).isEqualTo("completed");
        assertThat(invitee.direction()).isEqualTo("in");
        assertThat(invitee.outcome()).isEqualTo("missed");
        assertThat(invitee.createdBy()).isEqualTo("friend");
        assertThat(invitee.participants()).containsExactly("friend", "leaver");

        Await.await(new Users(DB.database()).delete("acc_leaver"));
        CallSummary after =
                Await.await(calls.page("acc_friend", null, 10)).calls().get(0);
        assertThat(after.participants()).containsExactly("friend", null);
    }

    @Test
    void pagesHaveNeitherGapNorRepeatWhileCallsAreAdded() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            // three calls share each moment, so that the order within a moment matters
            Await.await(calls.save(call(name(i), "acc_pager", NOON + (i / 3) * 1_000L, "completed", 1)));
            expected.add(0, name(i));
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        int added = 0;
        do {
            CallPage page = Await.await(calls.page("acc_pager", cursor, 5));
            page.calls().forEach(call -> seen.add(call.callId()));
            cursor = page.cursor();
            Await.await(calls.save(call("c_new" + added++, "acc_pager", NOON + 100_000 + added, "completed", 1)));
        } while (cursor != null);

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void aForeignCursorIsRefused() throws Exception {
        for (String cursor : new String[] {"", "x", "!!", "OTk5", "LTE6Yw", "OTk5OTk5OTk5OTk5OTk5OTk5OmM", "YTpi"}) {
            assertThat(Await.failure(calls.page("acc_ann", cursor, 5)))
                    .as(cursor)
                    .isInstanceOfSatisfying(
                            Refusal.class, refused -> assertThat(refused.code()).isEqualTo(Code.INVALID_ARGUMENT));
        }
    }

    @Test
    void aCallOfSomebodyUnknownIsNotWrittenAtAll() throws Exception {
        assertThat(Await.failure(calls.save(call("c_half", "acc_ann", NOON, "pending", 1, "acc_nobody:pending"))))
                .isNotNull();
        assertThat(Await.await(calls.find("c_half"))).isNull();
    }

    private static String name(int i) {
        return String.format("c_page%02d", i);
    }

    /** @param invited {@code userId:status} */
    private static CallRecord call(String id, String by, long at, String status, long version, String... invited) {
        List<InvitationRecord> invitations = new ArrayList<>();
        for (String each : invited) {
            String[] parts = each.split(":");
            invitations.add(
                    new InvitationRecord("i_" + id + parts[0], parts[0], parts[1], null, at, at + 10, 0, at + 60_000));
        }
        return new CallRecord(id, "r_room", "video", by, status, at, at + 20, 0, by, 12, version, invitations);
    }
}
