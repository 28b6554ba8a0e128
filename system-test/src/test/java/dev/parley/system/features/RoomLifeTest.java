package dev.parley.system.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.client.ParleyClient;
import dev.parley.client.RequestException;
import dev.parley.client.RoomEvent;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.Member;
import dev.parley.system.fixture.SharedCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How rooms come and go, and what members tell each other. */
class RoomLifeTest {
    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    private final ParleyClient client = CLUSTER.crowd().open(0);

    private String get(String roomId) {
        return Eventually.result(
                client.request("rooms.request.get", Json.newObject().put("roomId", roomId), true)
                        .map(room -> room.path("peers").asText())
                        .otherwise(why -> ((RequestException) why).code()));
    }

    @Test
    void anAdHocRoomIsGoneWhenTheLastHasLeft() {
        String roomId = CLUSTER.get().roomOwnedBy(2);
        Member first = Member.join(client, roomId);
        Member second = Member.join(CLUSTER.crowd().open(1), roomId);
        assertThat(get(roomId)).isEqualTo("2");
        Eventually.result(first.room().leave());
        Eventually.result(second.room().leave());

        assertThat(get(roomId)).isEqualTo("room_unknown");
    }

    @Test
    void aCreatedRoomOutlivesItsMembers() {
        String roomId = Eventually.result(client.createRoom(Json.newObject()))
                .path("roomId")
                .asText();
        Eventually.result(Member.join(client, roomId).room().leave());

        assertThat(roomId).startsWith("r_").hasSizeGreaterThan(20);
        assertThat(get(roomId)).isEqualTo("0");
    }

    @Test
    void aRoomEndsWhenItsTimeIsUp() {
        String roomId = Eventually.result(client.createRoom(Json.newObject().put("ttlSeconds", 2)))
                .path("roomId")
                .asText();
        Member member = Member.join(CLUSTER.crowd().open(1), roomId);

        member.awaitEnd("room-closed");
        assertThat(member.await(RoomEvent.ROOM_CLOSED).json().path("reason").asText())
                .isEqualTo("expired");
        assertThat(get(roomId)).isEqualTo("room_unknown");
    }

    @Test
    void theHostDeletesTheRoomForEverybody() {
        String roomId = CLUSTER.get().roomOwnedBy(0);
        Member host = Member.join(client, roomId);
        Member guest = Member.join(CLUSTER.crowd().open(2), roomId);
        var body = Json.newObject().put("roomId", roomId);
        assertThatThrownBy(() -> Eventually.result(guest.client().request("rooms.request.delete", body, false)))
                .hasMessageContaining("not_allowed");
        Eventually.result(client.request("rooms.request.delete", body, false));

        guest.awaitEnd("room-closed");
        host.awaitEnd("room-closed");
        assertThat(get(roomId)).isEqualTo("room_unknown");
    }

    @Test
    void anIdIsGivenOnce() {
        String roomId = "taken-" + Ids.random(6);
        Eventually.result(client.createRoom(Json.newObject().put("roomId", roomId)));

        assertThatThrownBy(() ->
                        Eventually.result(client.createRoom(Json.newObject().put("roomId", roomId))))
                .hasMessageContaining("room_exists");
    }

    @Test
    void publicRoomsAreListedPageByPageEachOnce() {
        List<String> mine = IntStream.range(0, 25)
                .mapToObj(i -> "listed-" + Ids.random(6))
                .sorted()
                .toList();
        mine.forEach(id -> Eventually.result(
                client.createRoom(Json.newObject().put("roomId", id).put("visibility", "public"))));
        String hidden = "listed-" + Ids.random(6);
        Eventually.result(client.createRoom(Json.newObject().put("roomId", hidden)));

        List<String> listed = new ArrayList<>();
        String cursor = "listed-";
        while (cursor != null) {
            JsonNode page = Eventually.result(client.request(
                    "rooms.request.list", Json.newObject().put("cursor", cursor).put("limit", 4), true));
            assertThat(page.path("rooms").size()).isLessThanOrEqualTo(4);
            page.path("rooms").forEach(room -> listed.add(room.path("roomId").asText()));
            cursor = page.path("cursor").textValue();
        }
        assertThat(listed).doesNotHaveDuplicates().containsAll(mine).doesNotContain(hidden);
        assertThat(listed.stream().filter(mine::contains)).containsExactlyElementsOf(mine);
    }

    @Test
    void chatAndStateReachEverybodyWithTheNumberOfTheReply() {
        String roomId = CLUSTER.get().roomOwnedBy(1);
        Member first = Member.join(client, roomId);
        Member second = Member.join(CLUSTER.crowd().open(1), roomId);
        first.await(RoomEvent.PEER_JOINED, second);

        long chat = Eventually.result(second.room().chat("id-1", "Grüße 🎈 <b>"));
        long again = Eventually.result(second.room().chat("id-1", "Grüße 🎈 <b>"));
        long state = Eventually.result(second.room().state(Json.newObject().put("hand", true)));

        assertThat(second.await(RoomEvent.CHAT).seq()).isEqualTo(chat).isEqualTo(again);
        assertThat(second.await(RoomEvent.PEER_UPDATED).seq()).isEqualTo(state);
        first.await(RoomEvent.PEER_UPDATED, second);
        assertThat(first.await(RoomEvent.CHAT).json().path("text").asText()).isEqualTo("Grüße 🎈 <b>");
        assertThat(first.room().peer(second.id()).state().path("hand").asBoolean())
                .isTrue();
        assertThat(first.events().stream().filter(event -> event.is(RoomEvent.CHAT)))
                .hasSize(1);
    }

    @Test
    void aChangedRoomIsToldToItsMembers() {
        String roomId = CLUSTER.get().roomOwnedBy(2);
        Member host = Member.join(client, roomId);
        Member guest = Member.join(CLUSTER.crowd().open(1), roomId);
        Eventually.result(client.request(
                "rooms.request.update", Json.newObject().put("roomId", roomId).put("name", "Küche"), false));

        for (Member member : List.of(host, guest)) {
            member.await(RoomEvent.ROOM_UPDATED);
            assertThat(member.room().info().path("name").asText()).isEqualTo("Küche");
        }
    }
}
