package dev.parley.system.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chaos.history.Entry;
import dev.parley.chaos.history.HistoryChecker;
import dev.parley.chaos.history.MemberHistory;
import dev.parley.chaos.history.Violation;
import dev.parley.chaos.history.Witness;
import dev.parley.client.ClientListener;
import dev.parley.client.ClientOptions;
import dev.parley.client.ParleyClient;
import dev.parley.client.Stats;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import dev.parley.system.history.OddPayloads;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rooms in which everybody signals everybody all the time, until told to stop. */
final class Traffic {
    private static final long EVERY_MS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);

    private final LocalCluster cluster;
    private final long everyMs;
    private final List<List<Witness>> rooms = new ArrayList<>();
    private final Queue<Future<?>> sent = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private volatile long lastAnswerAt = System.nanoTime();
    private volatile long longestPauseMs;
    private long timer;

    Traffic(LocalCluster cluster) {
        this(cluster, EVERY_MS);
    }

    /** @param everyMs how often somebody in each room signals all others */
    Traffic(LocalCluster cluster, long everyMs) {
        this.cluster = cluster;
        this.everyMs = everyMs;
    }

    /** A room with one peer on each of the given nodes. */
    void room(String roomId, int... nodes) {
        List<Witness> members = new ArrayList<>();
        for (int node : nodes) {
            ParleyClient client = cluster.crowd().create(options(node), ClientListener.SILENT);
            Eventually.result(client.open());
            Witness witness = new Witness(client, roomId);
            Eventually.result(witness.join());
            members.add(witness);
        }
        rooms.add(members);
    }

    /** Nothing is given up while the cluster is away. */
    private ClientOptions options(int node) {
        long ms = PATIENCE.toMillis();
        return cluster.crowd().options(node).deadlines(ms, ms, ms);
    }

    void start() {
        lastAnswerAt = System.nanoTime();
        timer = cluster.crowd().vertx().setPeriodic(everyMs, id -> round());
        flows(50);
    }

    private void round() {
        for (List<Witness> room : rooms) {
            int n = number.getAndIncrement();
            // everybody in turn: who always sent alone would outrun what a sender keeps for the next owner
            Witness from = room.get(n / rooms.size() % room.size());
            for (Witness to : room) {
                if (to != from) {
                    sent.add(from.send(to, OddPayloads.of(from.peerId() + "-" + to.peerId() + "-" + n, n))
                            .onSuccess(accepted -> pause()));
                }
            }
        }
    }

    /** Called on two loops; a pause that matters is longer than the race between them. */
    private void pause() {
        long now = System.nanoTime();
        longestPauseMs = Math.max(longestPauseMs, (now - lastAnswerAt) / 1_000_000);
        lastAnswerAt = now;
    }

    /** Waits until so many more signals have been answered. */
    void flows(int signals) {
        long before = answered();
        Eventually.holds(
                PATIENCE, () -> answered() >= before + signals, () -> answered() - before + " signals were answered");
    }

    private long answered() {
        return sent.stream().filter(Future::succeeded).count();
    }

    /** Waits for the last answers, and that every history is right. @return how many signals there were */
    int stop() {
        cluster.crowd().vertx().cancelTimer(timer);
        Eventually.result(Future.all(List.copyOf(sent)), PATIENCE);
        Eventually.holds(() -> violations().isEmpty(), () -> violations().toString());
        LOG.info(
                "{} signals, {} sent again, {} dropped as seen before, longest pause {} ms",
                sent.size(),
                sum(Stats::rewinds),
                sum(Stats::duplicates),
                longestPauseMs);
        assertThat(sum(Stats::gaps) + sum(Stats::repeats) + sum(Stats::foreign)).isZero();
        return sent.size();
    }

    private long sum(ToLongFunction<Stats> figure) {
        return witnesses().stream()
                .mapToLong(witness -> figure.applyAsLong(witness.client().stats()))
                .sum();
    }

    private List<Violation> violations() {
        return HistoryChecker.check(histories()).violations();
    }

    List<Witness> witnesses() {
        return rooms.stream().flatMap(List::stream).toList();
    }

    private List<MemberHistory> histories() {
        return witnesses().stream().map(Witness::history).toList();
    }

    /** Waits until everybody was told of a new owner. */
    void everybodyResyncs() {
        for (MemberHistory history : histories()) {
            Eventually.holds(PATIENCE, () -> resynced(history), () -> history + " saw no resync");
        }
    }

    private static boolean resynced(MemberHistory history) {
        String first = ((Entry.Joined) history.seen().get(0)).epoch();
        return history.seen().stream()
                .anyMatch(entry -> entry instanceof Entry.Resynced resync
                        && !resync.epoch().equals(first));
    }

    void nobodyLeft() {
        for (MemberHistory history : histories()) {
            assertThat(history.seen())
                    .as(history.toString())
                    .noneMatch(entry -> entry instanceof Entry.PeerLeft || entry instanceof Entry.Ended);
        }
    }
}
