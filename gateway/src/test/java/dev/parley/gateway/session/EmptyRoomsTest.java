package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Code;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToOwner.Request;
import org.junit.jupiter.api.Test;

/** One address does not fill the cluster with rooms that nobody enters. */
class EmptyRoomsTest {
    private final LaneWorld world = new LaneWorld();
    private final Client client = world.guest();

    private String create(String roomId) {
        String reply = client.ask("rooms.request.create", "{\"roomId\":\"" + roomId + "\",\"visibility\":\"public\"}");
        return reply;
    }

    private void created(String roomId) {
        create(roomId);
        world.answer(world.lastRequest(Op.CREATE), "{\"roomId\":\"" + roomId + "\",\"peers\":0}");
    }

    private void fill() {
        for (int i = 0; i < 3; i++) {
            created("room" + i);
        }
    }

    private void allAre(int peers) {
        for (Request look : world.requests(Op.GET)) {
            world.answer(look, "{\"peers\":" + peers + "}");
        }
    }

    @Test
    void oneMoreEmptyRoomThanAllowedIsRefused() {
        fill();
        String reply = create("room3");
        assertThat(world.requests(Op.GET)).extracting(Request::key).containsExactly("room0", "room1", "room2");
        allAre(0);
        assertThat(client.answer(reply).path("message").asText()).isEqualTo("rate_limited");
        assertThat(world.requests(Op.CREATE)).hasSize(3);
    }

    @Test
    void roomsThatPeopleEnteredDoNotCount() {
        fill();
        create("room3");
        allAre(2);
        assertThat(world.requests(Op.CREATE)).hasSize(4);
    }

    @Test
    void roomsThatAreGoneDoNotCount() {
        fill();
        create("room3");
        world.requests(Op.GET).forEach(look -> world.refuse(look, Code.ROOM_UNKNOWN, "Gone."));
        assertThat(world.requests(Op.CREATE)).hasSize(4);
    }

    @Test
    void anOwnerThatDoesNotAnswerDoesNotMakeRoom() {
        fill();
        String reply = create("room3");
        world.requests(Op.GET).forEach(look -> world.refuse(look, Code.UNAVAILABLE, "Later."));
        assertThat(client.answer(reply).path("message").asText()).isEqualTo("rate_limited");
    }

    @Test
    void otherAddressesAreNotConcerned() {
        fill();
        Client other = world.connect("192.0.2.99");
        other.open("{\"protocol\":1}");
        other.ask("rooms.request.create", "{\"visibility\":\"public\"}");
        assertThat(world.requests(Op.CREATE)).hasSize(4);
    }

    @Test
    void aCreateThatFailedDoesNotCount() {
        for (int i = 0; i < 10; i++) {
            create("room" + i);
            world.refuse(world.lastRequest(Op.CREATE), Code.ROOM_EXISTS, "Exists.");
        }
        assertThat(world.requests(Op.CREATE)).hasSize(10);
    }

    @Test
    void creatingARoomAgainDoesNotFreeItsPlace() {
        fill();
        create("room0");
        allAre(0);
        for (Request again :
                world.requests(Op.CREATE).subList(3, world.requests(Op.CREATE).size())) {
            world.refuse(again, Code.ROOM_EXISTS, "Exists.");
        }
        String reply = create("room3");
        allAre(0);
        assertThat(client.answer(reply).path("message").asText()).isEqualTo("rate_limited");
    }

    @Test
    void whoeverIsAtTheLimitDoesNotMakeTheOwnersLookAtEveryTry() {
        fill();
        for (int i = 0; i < 50; i++) {
            create("more" + i);
        }
        assertThat(world.requests(Op.GET)).hasSizeLessThanOrEqualTo(3);
        allAre(0);
        world.now += 1_000;
        create("later");
        assertThat(world.requests(Op.GET)).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void generatedIdsAreTheServersToGive() {
        String reply = create("r_mine");
        assertThat(client.answer(reply).path("message").asText()).isEqualTo("invalid_argument");
        client.ask("rooms.request.create", "{\"visibility\":\"public\"}");
        assertThat(world.lastRequest(Op.CREATE).key()).startsWith("r_").hasSizeGreaterThan(20);
    }
}
