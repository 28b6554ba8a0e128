package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.ParleyClient;
import dev.parley.client.RoomEvent;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import dev.parley.system.fixture.Member;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodesAlikeTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aRoomBehavesTheSameOnAnyNumberOfNodes(int nodes) {
        try (LocalCluster cluster = LocalCluster.of(nodes).start()) {
            for (int owner = 0; owner < nodes; owner++) {
                meet(cluster, cluster.roomOwnedBy(owner));
            }
        }
    }

    /** One peer on each node and one more, so that there are always two. */
    private static void meet(LocalCluster cluster, String roomId) {
        ParleyClient creator = cluster.crowd().open(0);
        var created = Eventually.result(
                creator.createRoom(Json.newObject().put("roomId", roomId).put("visibility", "public")));
        assertThat(created.path("roomId").asText()).isEqualTo(roomId);

        List<Member> members = new ArrayList<>();
        for (int i = 0; i <= cluster.size(); i++) {
            members.add(Member.join(cluster.crowd().open(i % cluster.size()), roomId));
        }
        everybodySeesEverybody(members);
        everybodySignalsEverybody(members);
        theFirstLeaves(members);
        cluster.crowd().dismiss();
    }

    private static void everybodySeesEverybody(List<Member> members) {
        for (Member member : members) {
            String[] others = others(members, member).stream().map(Member::id).toArray(String[]::new);
            Eventually.holds(() -> member.roster().size() == others.length, () -> member.roster()
                    .toString());
            assertThat(member.roster()).containsExactlyInAnyOrder(others);
        }
        assertThat(members.get(0).room().self().role()).isEqualTo("host");
    }

    private static void everybodySignalsEverybody(List<Member> members) {
        for (Member from : members) {
            others(members, from).forEach(to -> from.send(to, offer(from, to)));
        }
        for (Member to : members) {
            String[] expected =
                    others(members, to).stream().map(from -> offer(from, to)).toArray(String[]::new);
            Eventually.holds(
                    () -> to.data().size() >= expected.length, () -> to.data().toString());
            assertThat(to.data()).containsExactlyInAnyOrder(expected);
        }
    }

    private static void theFirstLeaves(List<Member> members) {
        Member first = members.get(0);
        Eventually.result(first.room().leave());
        for (Member other : others(members, first)) {
            RoomEvent left = other.await(RoomEvent.PEER_LEFT, first);
            assertThat(left.json().path("reason").asText()).isEqualTo("left");
            other.await(RoomEvent.PEER_UPDATED, members.get(1));
        }
        assertThat(first.end()).isEqualTo("left");
    }

    private static List<Member> others(List<Member> members, Member but) {
        return members.stream().filter(member -> member != but).toList();
    }

    private static String offer(Member from, Member to) {
        return "{\"type\":\"offer\",\"sdp\":\"" + from.id() + " to " + to.id() + "\"}";
    }
}
