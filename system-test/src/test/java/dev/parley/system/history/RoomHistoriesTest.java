package dev.parley.system.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chaos.history.Entry;
import dev.parley.chaos.history.HistoryChecker;
import dev.parley.chaos.history.MemberHistory;
import dev.parley.chaos.history.Witness;
import dev.parley.client.ClientListener;
import dev.parley.client.ParleyClient;
import dev.parley.client.Stats;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many rooms over three nodes: every client's history is what the contract promises. */
class RoomHistoriesTest {
    private static final int ROOMS = 50;
    private static final int PEERS = 4;
    private static final int ROUNDS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final LocalCluster CLUSTER = LocalCluster.of(3).with("PARLEY_LIMITS_RATE", "off");

    private final List<List<Witness>> rooms = new ArrayList<>();
    private int sent;

    @Test
    void everyAcceptedSignalArrivesOnceInOrderAndUnchanged() {
        everybodyJoins();
        for (int round = 0; round < ROUNDS; round++) {
            all(everybodySignalsEverybody(round));
            all(everybodyTalks(round));
            if (round % 2 == 1) {
                someReconnect();
            }
        }
        List<Future<?>> last = everybodySignalsEverybody(ROUNDS);
        last.addAll(theFirstOfEachRoomLeaves());
        all(last);
        rostersSettle();

        HistoryChecker checked = HistoryChecker.check(histories());
        assertThat(checked.violations()).isEmpty();
        assertThat(checked.signals()).isEqualTo(sent);
        assertThat(sum(Stats::gaps) + sum(Stats::repeats) + sum(Stats::foreign)).isZero();
        everybodyHeardAllTalk();
    }

    private void everybodyJoins() {
        List<Future<?>> joins = new ArrayList<>();
        for (int r = 0; r < ROOMS; r++) {
            String roomId = "history-" + Ids.random(6);
            List<Witness> room = new ArrayList<>();
            for (int p = 0; p < PEERS; p++) {
                ParleyClient client = CLUSTER.crowd().create(CLUSTER.crowd().options(r + p), ClientListener.SILENT);
                Witness witness = new Witness(client, roomId);
                joins.add(client.open().compose(session -> witness.join()));
                room.add(witness);
            }
            rooms.add(room);
        }
        all(joins);
    }

    private List<Future<?>> everybodySignalsEverybody(int round) {
        List<Future<?>> signals = new ArrayList<>();
        for (List<Witness> room : rooms) {
            for (Witness from : room) {
                for (Witness to : room) {
                    if (from != to) {
                        String data = OddPayloads.of(from.peerId() + "-" + to.peerId() + "-" + round, sent++);
                        signals.add(from.send(to, data));
                    }
                }
            }
        }
        return signals;
    }

    private List<Future<?>> everybodyTalks(int round) {
        List<Future<?>> talk = new ArrayList<>();
        for (Witness witness : witnesses()) {
            talk.add(witness.room().chat("chat-" + round + "-" + witness.peerId(), "Grüße aus Runde " + round + " 🎈"));
            talk.add(witness.room()
                    .state(Json.newObject().put("hand", round % 2 == 0).put("round", round)));
        }
        return talk;
    }

    /** Their sockets are cut while the others go on. */
    private void someReconnect() {
        rooms.forEach(room -> room.get(room.size() - 1).client().reconnect());
    }

    private List<Future<?>> theFirstOfEachRoomLeaves() {
        List<Future<?>> leaves = new ArrayList<>();
        rooms.forEach(room -> leaves.add(room.get(0).room().leave()));
        return leaves;
    }

    private void rostersSettle() {
        for (List<Witness> room : rooms) {
            for (Witness witness : room.subList(1, PEERS)) {
                Eventually.holds(
                        () -> witness.room().peers().size() == PEERS - 2,
                        () -> witness.history() + " sees " + witness.room().peers());
            }
        }
    }

    private void everybodyHeardAllTalk() {
        for (List<Witness> room : rooms) {
            for (Witness witness : room) {
                List<Entry> told = witness.history().seen().stream()
                        .filter(Entry.Told.class::isInstance)
                        .toList();
                assertThat(told).hasSize(PEERS * ROUNDS).doesNotHaveDuplicates();
            }
        }
    }

    private long sum(ToLongFunction<Stats> figure) {
        return witnesses().stream()
                .mapToLong(witness -> figure.applyAsLong(witness.client().stats()))
                .sum();
    }

    private List<Witness> witnesses() {
        return rooms.stream().flatMap(List::stream).toList();
    }

    private List<MemberHistory> histories() {
        return witnesses().stream().map(Witness::history).toList();
    }

    private static void all(List<Future<?>> futures) {
        Eventually.result(Future.all(futures), PATIENCE);
    }
}
