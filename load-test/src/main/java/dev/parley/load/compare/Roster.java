package dev.parley.load.compare;

import dev.parley.load.compare.wire.NatsWire;
import dev.parley.load.compare.wire.PeerJsWire;
import dev.parley.load.compare.wire.SocketIoWire;
import dev.parley.load.relay.Contender;
import dev.parley.load.relay.Contender.Ready;
import dev.parley.load.relay.Contender.Start;
import dev.parley.load.relay.NodeJvm;
import dev.parley.load.server.NodesDatabase;
import dev.parley.load.server.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says how each contender's servers are started, each time on other free ports and without anything kept from before. */
final class Roster implements AutoCloseable {
    private static final int PORTS = 4;

    private final Plan plan;
    private final Path folder;
    private int started;
    private NodesDatabase database;

    /** @param folder for what servers write */
    Roster(Plan plan, Path folder) {
        this.plan = plan;
        this.folder = folder;
    }

    /** @param leastHeap of JVMs, @param mostHeap of JVMs */
    Contender contender(Rival rival, String leastHeap, String mostHeap) {
        List<String> jvm = new ArrayList<>(NodeJvm.flags(leastHeap, mostHeap));
        jvm.addAll(plan.jvm());
        Path jar = plan.parley().toAbsolutePath();
        return switch (rival) {
            case PARLEY -> Contender.parley(rival.title(), jvm, jar, database(jar), fresh(), Ports.find(PORTS));
            case BARE -> Contender.bare(jvm, NodeJvm.ownClasses(), jar.resolveSibling("lib"), Ports.find(PORTS));
            case SOCKETIO -> socketIo(Ports.find(3));
            case PEERJS -> peerJs(Ports.find(1)[0]);
            case NATS -> nats(Ports.find(6));
        };
    }

    /** One for all that are started, for as long as this lives. */
    private String database(Path jar) {
        if (database == null) {
            database = NodesDatabase.start(List.of("-jar", jar.toString()), fresh());
        }
        return database.url();
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
    }

    private Path fresh() {
        try {
            return Files.createDirectory(folder.resolve("data-" + ++started));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Contender socketIo(int[] ports) {
        List<String> redis = List.of("redis-server", "--bind", "127.0.0.1", "--port", Integer.toString(ports[2]));
        List<String> unsaved = new ArrayList<>(redis);
        unsaved.addAll(List.of("--save", "", "--appendonly", "no", "--dir", fresh().toString()));
        return new Contender(
                Rival.SOCKETIO.title(),
                SocketIoWire::new,
                List.of(
                        new Start(ports[2], false, Ready.LISTENS, unsaved, Map.of()),
                        node(ports[0], "socketio.mjs", "--redis", Integer.toString(ports[2])),
                        node(ports[1], "socketio.mjs", "--redis", Integer.toString(ports[2]))));
    }

    private Contender peerJs(int port) {
        return new Contender(Rival.PEERJS.title(), PeerJsWire::new, List.of(node(port, "peerjs.mjs")));
    }

    private Start node(int port, String program, String... more) {
        List<String> command = new ArrayList<>(List.of("node", "--expose-gc"));
        command.add(plan.rivalFolder().toAbsolutePath().resolve(program).toString());
        command.addAll(List.of("--port", Integer.toString(port)));
        command.addAll(List.of(more));
        return new Start(port, true, Ready.ANSWERS, command, Map.of("NODE_ENV", "production"));
    }

    /** @param ports of clients, WebSocket and cluster for each node */
    private Contender nats(int[] ports) {
        String routes = "\"nats-route://127.0.0.1:" + ports[2] + "\", \"nats-route://127.0.0.1:" + ports[5] + "\"";
        List<Start> nodes = new ArrayList<>();
        for (int i = 0; i < 6; i += 3) {
            Path file = fresh().resolve("nats.conf");
            write(file, ports, i, routes);
            nodes.add(new Start(
                    ports[i + 1], true, Ready.LISTENS, List.of("nats-server", "-c", file.toString()), Map.of()));
        }
        return new Contender(Rival.NATS.title(), NatsWire::new, nodes);
    }

    private static void write(Path file, int[] ports, int first, String routes) {
        String settings = String.join(
                "\n",
                "server_name: n" + first,
                "listen: \"127.0.0.1:" + ports[first] + "\"",
                "max_connections: 1000000",
                "websocket { listen: \"127.0.0.1:" + ports[first + 1] + "\", no_tls: true, compression: false }",
                "cluster { name: compare, listen: \"127.0.0.1:" + ports[first + 2] + "\", routes: [" + routes + "] }",
                "");
        try {
            Files.writeString(file, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
