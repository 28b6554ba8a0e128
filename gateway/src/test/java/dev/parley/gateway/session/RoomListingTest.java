package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.cluster.LaneRouter;
import dev.parley.protocol.Code;
import dev.parley.protocol.Json;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToOwner.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of public rooms, merged from the parts of every owner lane. */
class RoomListingTest {
    private final LaneWorld world = new LaneWorld();
    private final Client client = world.guest();

    private static String rooms(String... ids) {
        StringBuilder rooms = new StringBuilder();
        for (String id : ids) {
            rooms.append(rooms.isEmpty() ? "" : ",").append("{\"roomId\":\"" + id + "\"}");
        }
        return "{\"rooms\":[" + rooms + "]}";
    }

    private static List<String> ids(JsonNode reply) {
        List<String> ids = new ArrayList<>();
        reply.at("/body/rooms").forEach(room -> ids.add(room.path("roomId").asText()));
        return ids;
    }

    @Test
    void everyOwnerLaneIsAskedOnceAndThePartsAreOnePage() {
        world.table.own(3, "n2");
        String reply = client.ask("rooms.request.list", "{\"limit\":10}");
        List<Request> parts = world.requests(Op.LIST);
        assertThat(world.bus.sent)
                .extracting(RecordingBus.Sent::address)
                .containsExactlyInAnyOrder("rooms.n1.0", "rooms.n1.1", "rooms.n2.1");
        world.answer(parts.get(0), rooms("b", "d"));
        world.answer(parts.get(1), rooms("a", "e"));
        assertThat(client.answer(reply)).isNull();
        world.answer(parts.get(2), rooms("c"));
        assertThat(ids(client.answer(reply))).containsExactly("a", "b", "c", "d", "e");
        assertThat(client.answer(reply).at("/body/cursor").isNull()).isTrue();
    }

    @Test
    void pageAfterPageShowsEveryRoomOnce() {
        TreeSet<String> even = new TreeSet<>();
        TreeSet<String> odd = new TreeSet<>();
        for (int i = 0; i < 23; i++) {
            (i % 2 == 0 ? even : odd).add(String.format("room%02d", i));
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 20 && cursor != null; page++) {
            int asked = world.requests(Op.LIST).size();
            String reply = client.ask("rooms.request.list", "{\"limit\":5,\"cursor\":\"" + cursor + "\"}");
            List<Request> parts = world.requests(Op.LIST).subList(asked, asked + 2);
            world.answer(parts.get(0), part(parts.get(0), even));
            world.answer(parts.get(1), part(parts.get(1), odd));
            seen.addAll(ids(client.answer(reply)));
            cursor = client.answer(reply).at("/body/cursor").textValue();
        }
        TreeSet<String> all = new TreeSet<>(even);
        all.addAll(odd);
        assertThat(cursor).isNull();
        assertThat(seen).containsExactlyElementsOf(all);
    }

    private static String part(Request request, TreeSet<String> rooms) {
        JsonNode query = Json.object(request.body());
        return rooms(rooms.tailSet(query.path("cursor").asText(), false).stream()
                .limit(query.path("limit").asInt())
                .toArray(String[]::new));
    }

    @Test
    void aLaneThatDoesNotAnswerIsLeftOut() {
        String reply = client.ask("rooms.request.list", "{}");
        world.answer(world.requests(Op.LIST).get(0), rooms("a"));
        world.now += LaneRouter.DEADLINE_MS;
        world.router.tick();
        assertThat(ids(client.answer(reply))).containsExactly("a");
    }

    @Test
    void whenNoLaneAnswersTheListIsUnavailable() {
        String reply = client.ask("rooms.request.list", "{}");
        world.requests(Op.LIST).forEach(part -> world.refuse(part, Code.UNAVAILABLE, "Later."));
        assertThat(client.answer(reply).path("message").asText()).isEqualTo("unavailable");
    }

    @Test
    void withoutAnyOwnerTheListIsUnavailable() {
        for (int p = 0; p < world.table.count(); p++) {
            world.table.own(p, null);
        }
        JsonNode answer = client.request("rooms.request.list", "{}");
        assertThat(answer.path("message").asText()).isEqualTo("unavailable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"limit\":0}",
                "{\"limit\":201}",
                "{\"limit\":-1}",
                "{\"limit\":\"5\"}",
                "{\"limit\":1e999999999}",
                "{\"cursor\":7}",
                "[]"
            })
    void aMalformedQueryIsRefused(String body) {
        assertThat(client.request("rooms.request.list", body).path("message").asText())
                .isEqualTo("invalid_argument");
        assertThat(world.bus.sent).isEmpty();
    }
}
