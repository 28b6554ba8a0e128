package dev.parley.chaos.nodes;

import dev.parley.load.server.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A node that can die and be started again at its place. For one thread. */
public final class NodeProcess {
    private final String name;
    private final Topology.Place place;
    private final Path folder;
    private final List<String> command;
    private final Map<String, String> environment;
    private final List<Path> logs = new ArrayList<>();
    private volatile ServerProcess process;
    private volatile boolean paused;

    NodeProcess(String name, Topology.Place place, Path folder, List<String> command, Map<String, String> environment) {
        this.name = name;
        this.place = place;
        this.folder = folder;
        this.command = command;
        this.environment = environment;
    }

    /** Starts it, a log of its own for each start. */
    public void start() {
        String run = name + "." + (logs.size() + 1);
        process = ServerProcess.run(run, place.host(), place.httpPort(), folder, command, environment);
        logs.add(process.log());
    }

    public void awaitReady() {
        process.awaitReady();
    }

    public boolean isReady() {
        return process.isReady();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** {@code kill -9}. */
    public void kill() {
        if (process != null) {
            process.close();
        }
        paused = false;
    }

    /** SIGTERM. */
    public void terminate() {
        process.terminate();
    }

    /** @return whether it has ended in time */
    public boolean awaitEnd(Duration within) {
        return process.awaitEnd(within);
    }

    /** SIGSTOP. */
    public void pause() {
        paused = true;
        process.pause();
    }

    /** SIGCONT, if it was paused. */
    public void wake() {
        if (paused) {
            process.resume();
            paused = false;
        }
    }

    public long pid() {
        return process.pid();
    }

    public String name() {
        return name;
    }

    public String url() {
        return place.url();
    }

    /** Of each start. */
    public List<Path> logs() {
        return List.copyOf(logs);
    }

    @Override
    public String toString() {
        return name;
    }
}
