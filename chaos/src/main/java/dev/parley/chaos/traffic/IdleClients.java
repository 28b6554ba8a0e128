package dev.parley.chaos.traffic;

import dev.parley.client.ClientListener;
import dev.parley.client.ClientOptions;
import dev.parley.client.Loop;
import dev.parley.client.ParleyClient;
import dev.parley.client.SessionInfo;
import dev.parley.client.Transport;
import dev.parley.client.WebSocketTransport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The main of {@link IdleProcess}: clients that are in no room. Arguments: how many, then the nodes' URLs. Says {@code
 * connected} when all are; a line of input drops all connections at once, and each client that is back is said with the
 * milliseconds since then. The end of the input ends it.
 */
final class IdleClients implements ClientListener {
    static final String CONNECTED = "connected";

    private static final int LOOPS = 2;
    /** How many connect at once. */
    private static final int TOGETHER = 100;

    private static final long OPEN_DEADLINE_MS = 30_000;
    private static final long REQUEST_DEADLINE_MS = 15_000;

    private final PrintStream out;
    private volatile long droppedAt;

    private IdleClients(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        IdleClients idle = new IdleClients(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        // whatever else is printed, by a log for one, must not get between the lines
        System.setOut(System.err);
        List<ParleyClient> clients =
                idle.connect(Integer.parseInt(args[0]), List.of(args).subList(1, args.length));
        idle.out.println(CONNECTED);
        while (in.readLine() != null) {
            idle.droppedAt = System.nanoTime();
            clients.forEach(ParleyClient::reconnect);
        }
        // the end of the process closes the sockets
        Runtime.getRuntime().halt(0);
    }

    private List<ParleyClient> connect(int size, List<String> urls) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
        Transport transport = new WebSocketTransport(vertx);
        List<Loop> loops = await(Loop.spread(vertx, LOOPS));
        List<ParleyClient> clients = new ArrayList<>();
        while (clients.size() < size) {
            int from = clients.size();
            for (int i = from; i < Math.min(size, from + TOGETHER); i++) {
                clients.add(new ParleyClient(loops.get(i % LOOPS), transport, options(urls, i), this));
            }
            await(Future.all(clients.subList(from, clients.size()).stream()
                    .map(ParleyClient::open)
                    .toList()));
        }
        return clients;
    }

    private static ClientOptions options(List<String> urls, int firstNode) {
        List<String> order = new ArrayList<>(urls);
        Collections.rotate(order, -(firstNode % urls.size()));
        return ClientOptions.of(order).deadlines(OPEN_DEADLINE_MS, REQUEST_DEADLINE_MS, REQUEST_DEADLINE_MS);
    }

    @Override
    public void opened(SessionInfo session) {
        if (droppedAt != 0) {
            out.println((System.nanoTime() - droppedAt) / 1_000_000);
        }
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
