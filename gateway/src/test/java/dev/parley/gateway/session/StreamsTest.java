package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.CloseReason;
import dev.parley.protocol.lane.ToGateway.Ack;
import dev.parley.protocol.lane.ToGateway.Evict;
import dev.parley.protocol.lane.ToGateway.Fanout;
import dev.parley.protocol.lane.ToGateway.Mark;
import dev.parley.protocol.lane.ToGateway.Place;
import dev.parley.protocol.lane.ToOwner.Attach;
import dev.parley.protocol.lane.ToOwner.Detach;
import dev.parley.protocol.lane.ToOwner.Holding;
import dev.parley.protocol.lane.ToOwner.Holdings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The last step of a room's stream: in place, once, and never from an owner that is one no longer. */
class StreamsTest {
    private static final String SENDERS_LANE = "gateway.n2.0";

    private final LaneWorld world = new LaneWorld();

    @Test
    void framesAreWrittenInTheirPlace() {
        Client client = world.member("a");
        world.deliver(client, "a", 1);
        world.deliver(client, "a", 2);
        world.deliver(client, "a", 3);
        assertThat(client.numbers()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aFrameThatCameTwiceIsWrittenOnceAndAcknowledgedBothTimes() {
        Client client = world.member("a");
        world.deliverSignal(client, "a", 1, SENDERS_LANE, 7);
        world.deliverSignal(client, "a", 1, SENDERS_LANE, 7);
        assertThat(client.numbers()).containsExactly(1L);
        assertThat(world.bus.sent(Ack.class)).containsExactly(new Ack(7), new Ack(7));
    }

    @Test
    void aSignalIsAcknowledgedOnlyOnceTheSocketTookIt() {
        Client client = world.member("a");
        client.socket.stall();
        world.deliverSignal(client, "a", 1, SENDERS_LANE, 7);
        assertThat(client.numbers()).containsExactly(1L);
        assertThat(world.bus.sent(Ack.class)).isEmpty();
        client.socket.flush();
        assertThat(world.bus.sent(Ack.class)).containsExactly(new Ack(7));
    }

    @Test
    void aSignalThatTheSocketLostIsNotAcknowledged() {
        Client client = world.member("a");
        client.socket.stall();
        world.deliverSignal(client, "a", 1, SENDERS_LANE, 7);
        client.socket.breakWrites();
        client.disconnect();
        assertThat(world.bus.sent(Ack.class)).isEmpty();
        assertThat(world.bus.sent(Detach.class).get(0).seq())
                .as("what the owner must keep follows")
                .isZero();
    }

    @Test
    void aSenderOnTheSameLaneIsToldWithoutTheBus() {
        Client sender = world.member("a");
        Client recipient = world.member("a");
        String reply = sender.signal("a", recipient.peerId, 1);
        world.deliverSignal(
                recipient, "a", 1, world.router.lane(), world.lastSignal().corr());
        assertThat(sender.answer(reply).at("/body/accepted").asBoolean()).isTrue();
        assertThat(world.bus.sent(Ack.class)).isEmpty();
    }

    @Test
    void aGapIsAskedForOnceAndNothingBehindItIsWritten() {
        Client client = world.member("a");
        world.deliver(client, "a", 1);
        int attached = world.bus.sent(Attach.class).size();
        world.deliverSignal(client, "a", 3, SENDERS_LANE, 7);
        world.deliver(client, "a", 4);
        assertThat(client.numbers()).containsExactly(1L);
        assertThat(world.bus.sent(Ack.class)).isEmpty();
        assertThat(world.bus.sent(Attach.class)).hasSize(attached + 1);
        assertThat(world.bus.sent(Attach.class).get(attached).seq()).isEqualTo(1);
        world.now += 200;
        world.deliver(client, "a", 5);
        assertThat(world.bus.sent(Attach.class)).as("asked again after a while").hasSize(attached + 2);
        for (int seq = 2; seq <= 5; seq++) {
            world.deliver(client, "a", seq);
        }
        assertThat(client.numbers()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aNewerEpochIsWrittenFromItsStartOnly() {
        Client client = world.member("a");
        world.deliver(client, "a", 1);
        int attached = world.bus.sent(Attach.class).size();
        world.deliver(client, "a", LaneWorld.NEXT_EPOCH, 2, Mark.NEXT);
        assertThat(client.numbers()).containsExactly(1L);
        assertThat(world.bus.sent(Attach.class)).hasSize(attached + 1);
        world.deliver(client, "a", LaneWorld.NEXT_EPOCH, 5, Mark.START);
        world.deliver(client, "a", LaneWorld.NEXT_EPOCH, 6, Mark.NEXT);
        assertThat(client.numbers()).containsExactly(1L, 5L, 6L);
    }

    @Test
    void anOwnerThatIsOneNoLongerIsIgnored() {
        Client client = world.member("a");
        world.deliver(client, "a", LaneWorld.NEXT_EPOCH, 5, Mark.START);
        int attached = world.bus.sent(Attach.class).size();
        world.deliver(client, "a", LaneWorld.EPOCH, 6, Mark.NEXT);
        world.deliver(client, "a", LaneWorld.EPOCH, 1, Mark.START);
        world.deliver(client, "a", LaneWorld.EPOCH, 7, Mark.LAST);
        assertThat(client.numbers()).containsExactly(5L);
        assertThat(world.bus.sent(Attach.class)).hasSize(attached);
        world.deliver(client, "a", LaneWorld.NEXT_EPOCH, 6, Mark.NEXT);
        assertThat(client.numbers()).containsExactly(5L, 6L);
    }

    @Test
    void theLastFrameEndsTheMembershipHere() {
        Client client = world.member("a");
        world.deliver(client, "a", LaneWorld.EPOCH, 1, Mark.LAST);
        assertThat(client.numbers()).containsExactly(1L);
        world.deliver(client, "a", 2);
        assertThat(client.numbers()).containsExactly(1L);
        client.signal("a", "p_other", 1);
        assertThat(client.lastCode()).isEqualTo("not_member");
        client.disconnect();
        assertThat(world.bus.sent(Detach.class)).isEmpty();
    }

    @Test
    void theLastFrameIsWrittenEvenBeforeTheAddressesAreRegistered() {
        Client client = world.guest();
        client.join("a");
        world.joined(client, "a", LaneWorld.EPOCH, 0);
        world.deliver(client, "a", LaneWorld.EPOCH, 3, Mark.LAST);
        assertThat(client.numbers()).containsExactly(3L);
    }

    @Test
    void aSignalForAPeerThatIsNotHereIsAcknowledgedBecauseTheOwnerKeepsIt() {
        Client client = world.member("a");
        client.disconnect();
        world.deliverSignal(client, "a", 1, SENDERS_LANE, 7);
        assertThat(world.bus.sent(Ack.class)).containsExactly(new Ack(7));
    }

    @Test
    void oneEnvelopeReachesEachMemberWithItsOwnNumber() {
        Client one = world.member("a");
        Client two = world.member("a");
        world.deliver(two, "a", 1);
        world.lane.receive(new Fanout(
                "a",
                LaneWorld.EPOCH,
                LaneWorld.event("a"),
                List.of(new Place(one.peerId, 1, Mark.NEXT), new Place(two.peerId, 2, Mark.NEXT))));
        assertThat(one.numbers()).containsExactly(1L);
        assertThat(two.numbers()).containsExactly(1L, 2L);
        assertThat(one.last().path("address").asText()).isEqualTo("rooms.events.a");
    }

    @Test
    void aReaderThatIsTooSlowIsCutAndNothingMoreIsQueuedForIt() {
        Client client = world.member("a");
        client.socket.stall();
        int seq = 0;
        while (client.socket.closeCode() == 0 && seq < 1_000) {
            world.deliverSignal(client, "a", ++seq, SENDERS_LANE, seq);
        }
        assertThat(client.socket.closeCode()).isEqualTo(CloseReason.TOO_SLOW.code());
        int queued = client.socket.sent.stream().mapToInt(String::length).sum();
        assertThat(queued).isLessThan(2 * Configs.WRITE_QUEUE_BYTES);
        world.deliver(client, "a", ++seq);
        assertThat(client.numbers()).hasSizeLessThan(seq);
        client.disconnect();
        assertThat(world.bus.sent(Detach.class).get(0).seq())
                .as("what the socket took")
                .isZero();
        assertThat(world.bus.sent(Ack.class)).isEmpty();
    }

    @Test
    void aReaderThatCatchesUpIsNotCut() {
        Client client = world.member("a");
        for (int seq = 1; seq <= 500; seq++) {
            if (seq % 20 == 1) {
                client.socket.flush();
                client.socket.stall();
            }
            world.deliver(client, "a", seq);
        }
        assertThat(client.socket.closeCode()).isZero();
        assertThat(client.numbers()).hasSize(500);
    }

    @Test
    void ownersAreToldWhatIsReallyHeld() {
        Client client = world.member("a");
        Client unready = world.guest();
        unready.join("a");
        world.joined(unready, "a", LaneWorld.EPOCH, 4);
        world.deliver(client, "a", 1);
        client.socket.stall();
        world.deliver(client, "a", 2);
        world.lane.assertHoldings();
        assertThat(world.bus.sent(Holdings.class)).singleElement().satisfies(told -> assertThat(told.holdings())
                .containsExactlyInAnyOrder(
                        new Holding("a", client.peerId, 1, LaneWorld.EPOCH, 1, true),
                        new Holding("a", unready.peerId, 1, LaneWorld.EPOCH, 4, false)));
    }

    @Test
    void anOlderSocketOfAPeerIsSentAwayAndANewerOneIsNot() {
        Client client = world.member("a");
        world.lane.receive(new Evict(client.peerId, 0, CloseReason.CONTINUED_ELSEWHERE));
        assertThat(client.socket.closeCode()).isZero();
        world.lane.receive(new Evict("p_nobody", 9, CloseReason.CONTINUED_ELSEWHERE));
        world.lane.receive(new Evict(client.peerId, 1, CloseReason.CONTINUED_ELSEWHERE));
        assertThat(client.socket.closeCode()).isEqualTo(3502);
    }
}
