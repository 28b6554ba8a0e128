package dev.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Code;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever people type is text, in every field. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredAsTextTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @BeforeAll
    void people() throws Exception {
        DB.people("ann");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE users; --",
                "$1 $2 ${x} %s \\' \\\\",
                "x' OR '1'='1",
                "\");--\n\t/* é 茶 😀 */",
                "NULL"
            })
    void sqlIsStoredAndComesBack(String text) throws Exception {
        Users users = new Users(DB.database());
        User user = new User("acc_" + text, text, text, text, 1, 1);
        Await.await(users.create(user));
        assertThat(Await.await(users.byName(text))).isEqualTo(user);

        DurableRooms rooms = new DurableRooms(DB.database());
        String rules = Json.newObject().put(text, text).toString();
        Await.await(rooms.save(text, "acc_" + text, rules));
        assertThat(Json.object(Slice.utf8(Await.await(rooms.find(text)).rules())))
                .isEqualTo(Json.newObject().put(text, text));

        Participations stays = new Participations(DB.database());
        Participation stay = new Participation(text, text, "acc_" + text, text, 1, 2, text);
        Await.await(stays.save(List.of(stay)));
        assertThat(Await.await(stays.of(text, 1))).containsExactly(stay);

        CallRecords calls = new CallRecords(DB.database());
        InvitationRecord invitation = new InvitationRecord(text, "acc_ann", "rejected", text, 1, 2, 3, 4);
        CallRecord call = new CallRecord(
                text, text, "audio", "acc_" + text, "rejected", 1, 2, 3, text, 0, 1, List.of(invitation));
        Await.await(calls.save(call));
        assertThat(Await.await(calls.find(text))).isEqualTo(call);
        assertThat(Await.await(calls.page("acc_" + text, null, 1)).calls())
                .singleElement()
                .returns(text, CallSummary::callId);
    }

    @Test
    void aZeroCharacterIsRefusedAsTheCallersMistake() throws Exception {
        assertThat(Await.failure(new Users(DB.database()).byName("a\0b")))
                .isInstanceOfSatisfying(
                        Refusal.class, refused -> assertThat(refused.code()).isEqualTo(Code.INVALID_ARGUMENT));
    }
}
