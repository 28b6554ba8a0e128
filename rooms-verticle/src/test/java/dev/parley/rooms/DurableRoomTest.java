package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Code;
import dev.parley.protocol.Json;
import dev.parley.protocol.lane.Op;
import org.junit.jupiter.api.Test;

/** Rooms that belong to an account. */
class DurableRoomTest {
    private static final String ROOM = "r_durable";

    private final Bench bench = new Bench();
    private final Client owner = bench.client("owner").as("acc_owner").in(ROOM);
    private final Client guest = bench.client("guest").in(ROOM);

    @Test
    void theOwnerIsHostAndNobodyElseBecomesOne() {
        create("{}");
        assertThat(role(guest.join())).isEqualTo("guest");
        assertThat(role(owner.join())).isEqualTo("host");
    }

    @Test
    void itIsThereAgainAfterTheWholeClusterHasForgottenIt() {
        create("{'name':'Board','maxPeers':3}");
        bench.forgetAll();
        assertThat(guest.ask(Op.GET, "{}").reply().get("name").textValue()).isEqualTo("Board");
        bench.forgetAll();
        assertThat(bench.client("eve").in("r_other").ask(Op.GET, "{}").code()).isEqualTo(Code.ROOM_UNKNOWN);
    }

    @Test
    void aNameThatWasTakenIsNotOpenedByWhoeverComesFirst() {
        Client board = bench.client("first").as("acc_owner").in("board");
        board.ask(Op.CREATE, "{'password':'long enough'}").reply();
        bench.forgetAll();
        assertThat(bench.client("eve").in("board").ask(Op.JOIN, "{}").code()).isEqualTo(Code.WRONG_PASSWORD);
    }

    @Test
    void bansAndLocksOutliveTheCluster() {
        create("{}");
        owner.join();
        guest.join();
        owner.ask(Op.BAN, "{'peerId':'guest'}").reply();
        owner.ask(Op.LOCK, "{'locked':true}").reply();
        bench.forgetAll();
        assertThat(guest.ask(Op.JOIN, "{}").code()).isEqualTo(Code.BANNED);
        assertThat(bench.client("eve").in(ROOM).ask(Op.JOIN, "{}").code()).isEqualTo(Code.ROOM_LOCKED);
        assertThat(role(owner.join())).isEqualTo("host");
    }

    @Test
    void whileTheRecordIsAwayNothingDurableIsCreatedAndWhatIsKnownGoesOn() {
        create("{}");
        bench.archive.away = true;
        guest.join();
        Client other = bench.client("other").as("acc_owner").in("r_second");
        assertThat(other.ask(Op.CREATE, "{}").code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(bench.client("eve").in("r_third").ask(Op.GET, "{}").code()).isEqualTo(Code.UNAVAILABLE);
        bench.member("ada");
    }

    @Test
    void theOwnerModeratesFromOutsideAndDeletes() {
        create("{}");
        guest.join();
        owner.ask(Op.KICK, "{'peerId':'guest'}").reply();
        assertThat(bench.archive.stays).containsExactly("guest null", "guest kicked");
        assertThat(guest.ask(Op.DELETE, "{}").code()).isEqualTo(Code.NOT_ALLOWED);
        owner.ask(Op.DELETE, "{}").reply();
        bench.forgetAll();
        assertThat(guest.ask(Op.JOIN, "{}").code()).isEqualTo(Code.ROOM_UNKNOWN);
    }

    @Test
    void anEmptyOneStays() {
        create("{}");
        bench.live(700_000);
        assertThat(guest.ask(Op.GET, "{}").reply().get("roomId").textValue()).isEqualTo(ROOM);
    }

    @Test
    void guestsWaitInTheLobbyWhileTheOwnerIsAway() {
        create("{'lobby':true}");
        assertThat(guest.ask(Op.JOIN, "{}").reply().get("waiting").booleanValue())
                .isTrue();
        assertThat(role(owner.join())).isEqualTo("host");
    }

    private static String role(JsonNode joined) {
        return joined.get("self").get("role").textValue();
    }

    private void create(String settings) {
        assertThat(Json.object(owner.ask(Op.CREATE, settings).answer().body())
                        .get("owner")
                        .get("id")
                        .textValue())
                .isEqualTo("acc_owner");
    }
}
