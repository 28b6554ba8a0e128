package dev.parley.load.relay;

import dev.parley.load.server.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The processes of one contender. Starting blocks; closing, on any thread, kills them. */
public final class Servers implements AutoCloseable {
    private final Contender contender;
    private final List<ServerProcess> all = new CopyOnWriteArrayList<>();
    private final List<ServerProcess> entrances = new CopyOnWriteArrayList<>();

    public Servers(Contender contender) {
        this.contender = contender;
    }

    /**
     * Starts every process and returns when all are ready.
     *
     * @param folder for their output
     * @throws dev.parley.load.server.BenchException when one ends or is not ready in time
     */
    public Servers start(Path folder) {
        for (Contender.Start start : contender.processes()) {
            String name = contender.name() + " " + (all.size() + 1);
            ServerProcess process = ServerProcess.run(name, start.port(), folder, start.command(), start.environment());
            all.add(process);
            if (start.entrance()) {
                entrances.add(process);
            } else {
                await(start, process);
            }
        }
        for (int i = 0; i < all.size(); i++) {
            await(contender.processes().get(i), all.get(i));
        }
        return this;
    }

    private static void await(Contender.Start start, ServerProcess process) {
        if (start.ready() == Contender.Ready.ANSWERS) {
            process.awaitReady();
        } else {
            process.awaitListening();
        }
    }

    public Contender contender() {
        return contender;
    }

    /** Of every process, those that clients do not see included. */
    public List<Long> pids() {
        return all.stream().map(ServerProcess::pid).toList();
    }

    /** Where clients connect. */
    public List<Wire.Address> entrances() {
        return entrances.stream().map(node -> new Wire.Address(node.port())).toList();
    }

    @Override
    public void close() {
        all.forEach(ServerProcess::close);
    }
}
