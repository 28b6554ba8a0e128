package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Code;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToGateway.Mark;
import dev.parley.protocol.lane.ToGateway.Unknown;
import dev.parley.protocol.lane.ToOwner.Attach;
import dev.parley.protocol.lane.ToOwner.Detach;
import dev.parley.protocol.lane.ToOwner.Request;
import org.junit.jupiter.api.Test;

/** What the bus, the client and the owner do in an order that nobody planned. */
class MembershipRacesTest {
    private final LaneWorld world = new LaneWorld();

    @Test
    void aSocketThatClosesWhileItJoinsLeavesNoGhost() {
        Client client = world.guest();
        client.registerRoom("a");
        client.join("a");
        client.disconnect();
        world.joined(client, "a", LaneWorld.EPOCH, 0);
        assertThat(world.bus.sent(Detach.class)).singleElement().satisfies(detach -> {
            assertThat(detach.gone()).isTrue();
            assertThat(detach.peerId()).isEqualTo(client.peerId);
        });
        assertThat(world.bus.sent(Attach.class)).isEmpty();
    }

    @Test
    void aSocketThatClosesTellsEachOfItsRooms() {
        Client client = world.member("a");
        client.join("b");
        world.joined(client, "b", LaneWorld.EPOCH, 0);
        client.disconnect();
        assertThat(world.bus.sent(Detach.class)).extracting(Detach::key).containsExactlyInAnyOrder("a", "b");
        assertThat(world.lane.sockets()).isZero();
        assertThat(world.lane.peers()).isZero();
    }

    @Test
    void anAnswerThatComesAfterTheSocketIsGoneHarmsNobody() {
        Client client = world.member("a");
        client.signal("a", "p_other", 1);
        client.ask("rooms.request.chat", "{\"roomId\":\"a\",\"id\":\"1\",\"text\":\"x\"}");
        Request chat = world.lastRequest(Op.CHAT);
        client.disconnect();
        int written = client.socket.sent.size();
        world.answer(chat, "{\"seq\":1}");
        world.lane.receive(
                new dev.parley.protocol.lane.ToGateway.Ack(world.lastSignal().corr()));
        world.deliver(client, "a", 1);
        assertThat(client.socket.sent).hasSize(written);
    }

    @Test
    void aMembershipThatBeginsAnewInTheSameEpochStartsItsStreamAnew() {
        Client client = world.member("a");
        for (int seq = 1; seq <= 5; seq++) {
            world.deliver(client, "a", seq);
        }
        client.join("a");
        world.joined(client, "a", LaneWorld.EPOCH, 0);
        world.deliver(client, "a", 1);
        world.deliver(client, "a", 2);
        assertThat(client.numbers()).containsExactly(1L, 2L, 3L, 4L, 5L, 1L, 2L);
    }

    @Test
    void aRepeatedJoinOfAMemberDisturbsNothing() {
        Client client = world.member("a");
        for (int seq = 1; seq <= 5; seq++) {
            world.deliver(client, "a", seq);
        }
        client.join("a");
        world.joined(client, "a", LaneWorld.EPOCH, 5);
        world.deliver(client, "a", 5);
        world.deliver(client, "a", 6);
        assertThat(client.numbers()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void leavingAndJoiningAtOnceEndsAsAMemberInWhicheverOrderTheAnswersCome() {
        Client client = world.member("a");
        world.deliver(client, "a", 1);
        client.ask("rooms.request.leave", "{\"roomId\":\"a\"}");
        client.join("a");
        world.joined(client, "a", LaneWorld.EPOCH, 0);
        world.answer(world.lastRequest(Op.LEAVE), "{}");
        world.deliver(client, "a", 1);
        assertThat(client.numbers()).containsExactly(1L, 1L);
        int signals =
                world.bus.sent(dev.parley.protocol.lane.ToOwner.Signal.class).size();
        client.signal("a", "p_other", 1);
        assertThat(world.bus.sent(dev.parley.protocol.lane.ToOwner.Signal.class))
                .hasSize(signals + 1);
    }

    @Test
    void aLeaveThatFailedChangesNothing() {
        Client client = world.member("a");
        client.ask("rooms.request.leave", "{\"roomId\":\"a\"}");
        world.refuse(world.lastRequest(Op.LEAVE), Code.UNAVAILABLE, "Later.");
        world.deliver(client, "a", 1);
        assertThat(client.numbers()).containsExactly(1L);
    }

    @Test
    void whoeverWaitsAndJoinsAgainOnceTheDoorIsOpenIsIn() {
        Client client = waiting();
        client.join("a");
        world.joined(client, "a", LaneWorld.EPOCH, 0);
        assertThat(world.bus.sent(Attach.class)).hasSize(1);
        world.deliver(client, "a", 1);
        assertThat(client.numbers()).containsExactly(1L);
    }

    @Test
    void aWaitingPeerIsNoMemberYet() {
        Client client = waiting();
        client.signal("a", "p_other", 1);
        assertThat(client.lastCode()).isEqualTo("not_member");
        world.deliver(client, "a", 1);
        assertThat(client.numbers()).isEmpty();
    }

    @Test
    void aWaitingPeerThatIsAdmittedHasItsStreamFromThere() {
        Client client = waiting();
        world.deliver(client, "a", LaneWorld.EPOCH, 4, Mark.START);
        assertThat(client.numbers()).containsExactly(4L);
        assertThat(world.bus.sent(Attach.class)).hasSize(1);
        world.deliver(client, "a", 5);
        assertThat(client.numbers()).containsExactly(4L, 5L);
    }

    @Test
    void aWaitingPeerWhoseOwnerForgotItKnocksAgain() {
        Client client = waiting();
        world.lane.receive(new Unknown("a", client.peerId, 1));
        assertThat(world.requests(Op.JOIN)).hasSize(2);
        assertThat(world.lastRequest(Op.JOIN).body().text()).contains("\"roomId\":\"a\"");
    }

    @Test
    void aWaitingPeerWhomANewOwnerLetsInAtOnceIsTold() {
        Client client = waiting();
        world.lane.receive(new Unknown("a", client.peerId, 1));
        world.joined(client, "a", LaneWorld.NEXT_EPOCH, 7);
        assertThat(client.last().path("address").asText()).isEqualTo("rooms.events.a");
        assertThat(client.last().at("/body/type").asText()).isEqualTo("admitted");
        assertThat(client.last().at("/body/roomId").asText()).isEqualTo("a");
        assertThat(client.last().at("/body/epoch").asText()).isEqualTo(LaneWorld.NEXT_EPOCH);
        assertThat(client.last().at("/body/seq").asLong()).isEqualTo(7);
        assertThat(client.last().at("/body/self/peerId").asText()).isEqualTo(client.peerId);
        world.deliver(client, "a", LaneWorld.NEXT_EPOCH, 8, Mark.NEXT);
        assertThat(client.numbers()).containsExactly(8L);
    }

    @Test
    void aWaitingPeerWhomANewOwnerRefusesIsDeniedAndKeepsItsSession() {
        Client client = waiting();
        world.lane.receive(new Unknown("a", client.peerId, 1));
        world.refuse(world.lastRequest(Op.JOIN), Code.ROOM_FULL, "Full.");
        assertThat(client.last().at("/body/type").asText()).isEqualTo("denied");
        assertThat(client.socket.closeCode()).isZero();
    }

    @Test
    void aSocketThatClosesWhileItIsTakenBackLeavesNoGhost() {
        Client client = waiting();
        world.lane.receive(new Unknown("a", client.peerId, 1));
        client.disconnect();
        int detached = world.bus.sent(Detach.class).size();
        world.joined(client, "a", LaneWorld.NEXT_EPOCH, 7);
        assertThat(world.bus.sent(Detach.class)).hasSize(detached + 1);
        assertThat(world.bus.sent(Attach.class)).isEmpty();
    }

    @Test
    void aMemberThatItsOwnerForgotIsIntroducedAgain() {
        Client client = world.member("a");
        world.lane.receive(new Unknown("a", client.peerId, 1));
        world.lane.receive(new Unknown("a", client.peerId, 1));
        Request readmit = world.lastRequest(Op.READMIT);
        assertThat(world.requests(Op.READMIT)).as("once in a while only").hasSize(1);
        assertThat(readmit.body().text()).contains("\"guarded\":false", "\"peerId\":\"" + client.peerId + "\"");
        world.answer(readmit, "{}");
        assertThat(world.bus.sent(Attach.class)).hasSize(2);
        assertThat(client.socket.closeCode()).isZero();
    }

    @Test
    void aMemberThatIsLeavingIsNotIntroducedAgain() {
        Client client = world.member("a");
        client.ask("rooms.request.leave", "{\"roomId\":\"a\"}");
        world.lane.receive(new Unknown("a", client.peerId, 1));
        assertThat(world.requests(Op.READMIT)).isEmpty();
    }

    @Test
    void aMemberThatLeavesWhileItIsTakenBackLeavesNoGhost() {
        Client client = world.member("a");
        world.lane.receive(new Unknown("a", client.peerId, 1));
        client.ask("rooms.request.leave", "{\"roomId\":\"a\"}");
        world.answer(world.lastRequest(Op.LEAVE), "{}");
        world.answer(world.lastRequest(Op.READMIT), "{}");
        assertThat(world.bus.sent(Detach.class)).singleElement().satisfies(detach -> {
            assertThat(detach.gone()).isTrue();
            assertThat(detach.peerId()).isEqualTo(client.peerId);
        });
        assertThat(world.bus.sent(Attach.class)).hasSize(1);
    }

    @Test
    void aRefusalToTakeBackWhoIsLeavingDoesNotCloseItsSession() {
        Client client = world.member("a");
        world.lane.receive(new Unknown("a", client.peerId, 1));
        client.ask("rooms.request.leave", "{\"roomId\":\"a\"}");
        world.refuse(world.lastRequest(Op.READMIT), Code.ROOM_UNKNOWN, "Gone.");
        assertThat(client.socket.closeCode()).isZero();
    }

    @Test
    void aMemberThatIsNotTakenBackStartsOver() {
        Client client = world.member("a");
        world.lane.receive(new Unknown("a", client.peerId, 1));
        world.refuse(world.lastRequest(Op.READMIT), Code.ROOM_UNKNOWN, "Gone.");
        assertThat(client.socket.closeCode()).isEqualTo(dev.parley.protocol.CloseReason.DRAINING.code());
    }

    @Test
    void aMemberThatCouldNotBeTakenBackYetWaits() {
        Client client = world.member("a");
        world.lane.receive(new Unknown("a", client.peerId, 1));
        world.refuse(world.lastRequest(Op.READMIT), Code.UNAVAILABLE, "Later.");
        assertThat(client.socket.closeCode()).isZero();
    }

    private Client waiting() {
        Client client = world.guest();
        client.registerRoom("a");
        client.join("a");
        world.answer(world.lastRequest(Op.JOIN), "{\"waiting\":true}", LaneWorld.EPOCH, -1);
        return client;
    }
}
