package dev.parley.chaos.fault;

import dev.parley.chaos.nodes.NodeProcess;
import dev.parley.chaos.nodes.Waiting;
import dev.parley.chaos.traffic.Member;
import dev.parley.client.ClientListener;
import dev.parley.client.ClientOptions;
import dev.parley.client.ParleyClient;
import dev.parley.client.RequestException;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Json;
import io.vertx.core.AsyncResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Asks some nodes for rooms, several times a second, each request once; an answer is whatever comes back. */
final class Probes implements AutoCloseable {
    private static final long EVERY_MS = 100;
    private static final long DEADLINE_MS = 30_000;

    private final Trial trial;
    private final List<ParleyClient> clients = new ArrayList<>();
    private final List<String> rooms;
    private final Queue<Double> answers = new ConcurrentLinkedQueue<>();
    private final AtomicLong unavailable = new AtomicLong();
    private final long timer;
    private int next;

    private Probes(Trial trial, List<NodeProcess> nodes) {
        this.trial = trial;
        this.rooms =
                trial.crowd().members().stream().map(Member::roomId).distinct().toList();
        for (NodeProcess node : nodes) {
            ClientOptions options =
                    ClientOptions.of(node.url()).settled().deadlines(DEADLINE_MS, DEADLINE_MS, DEADLINE_MS);
            ParleyClient client = trial.crowd().client(options, ClientListener.SILENT);
            Waiting.on(client.open());
            clients.add(client);
        }
        timer = trial.crowd().vertx().setPeriodic(EVERY_MS, id -> ask());
    }

    static Probes start(Trial trial, List<NodeProcess> nodes) {
        return new Probes(trial, nodes);
    }

    private void ask() {
        String room = rooms.get(next % rooms.size());
        ParleyClient client = clients.get(next++ % clients.size());
        long from = System.nanoTime();
        client.request(Addresses.ROOM_REQUEST + "get", Json.newObject().put("roomId", room), false)
                .onComplete(done -> answered(from, done));
    }

    private void answered(long from, AsyncResult<?> done) {
        answers.add((System.nanoTime() - from) / 1e9);
        if (done.failed() && done.cause() instanceof RequestException refused && refused.retryable()) {
            unavailable.incrementAndGet();
        }
    }

    /** Seconds of each request that was answered so far, in whatever way. */
    List<Double> answers() {
        return List.copyOf(answers);
    }

    /** How many of them said to try again later. */
    long unavailable() {
        return unavailable.get();
    }

    @Override
    public void close() {
        trial.crowd().vertx().cancelTimer(timer);
        clients.forEach(ParleyClient::close);
    }
}
