package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cluster.Reconciliation;
import dev.parley.protocol.Epoch;
import dev.parley.protocol.feed.FeedEvent;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What other services are told of a room. */
class RoomFeedTest {
    private final Bench bench = new Bench();
    private final FakeEvents events = bench.events;

    private static List<String> peers(FeedEvent state) {
        return state.data().findValuesAsText("peerId");
    }

    @Test
    void aRoomBeginsWithItsStateAndEndsClosed() {
        Client ann = bench.member("ann");
        bench.member("bob");
        ann.leave();

        assertThat(events.types())
                .containsExactly(
                        "room.state", "room.created", "peer.joined", "peer.joined", "peer.left", "peer.updated");
        assertThat(events.told.stream().map(FeedEvent::n))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 6).boxed().toList());
        assertThat(events.told)
                .extracting(FeedEvent::epoch)
                .containsOnly(events.told.get(0).epoch());
        assertThat(peers(events.told.get(0))).isEmpty();
    }

    @Test
    void theLastOneToLeaveClosesAnAdHocRoom() {
        bench.member("ann").leave();
        assertThat(events.types()).endsWith("peer.joined", "peer.left", "room.closed");
    }

    @Test
    void aNewOwnerTellsTheWholeRosterInALaterEpoch() {
        Client ann = bench.member("ann");
        Client bob = bench.member("bob");
        String before = events.last().epoch();
        events.told.clear();
        bench.takeOver();

        assertThat(events.types()).containsExactly("room.state");
        assertThat(peers(events.last())).containsExactlyInAnyOrder(ann.peerId, bob.peerId);
        assertThat(events.last().n()).isEqualTo(1);
        assertThat(Epoch.isOlder(before, events.last().epoch())).isTrue();
    }

    @Test
    void afterEventsWereLostTheStateIsToldOnceThereIsRoom() {
        Client ann = bench.member("ann");
        events.full = true;
        Client bob = bench.member("bob");
        bench.live(1_000);
        events.full = false;
        Client eve = bench.member("eve");
        long before = events.last().n();
        bench.live(1_000);

        assertThat(events.last().type()).isEqualTo("room.state");
        assertThat(events.last().n()).isEqualTo(before + 1);
        assertThat(peers(events.last())).containsExactlyInAnyOrder(ann.peerId, bob.peerId, eve.peerId);
        bob.leave();
        assertThat(events.last().type()).isEqualTo("peer.left");
    }

    @Test
    void aRoomThatNobodyRemembersIsClosedInTheSecondLook() {
        bench.member("ann");
        events.open.addAll(List.of(Bench.ROOM, "gone"));
        events.told.clear();
        bench.pass(Reconciliation.SOON_MS);
        bench.reconcileFeed();
        assertThat(events.told).isEmpty();

        bench.pass(Reconciliation.SOON_MS);
        bench.reconcileFeed();
        assertThat(events.told).extracting(FeedEvent::key).containsExactly("gone");
        assertThat(events.last().type()).isEqualTo(FeedEvent.ROOM_CLOSED);
        assertThat(events.last().n()).isEqualTo(1);
    }
}
