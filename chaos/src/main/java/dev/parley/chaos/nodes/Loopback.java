package dev.parley.chaos.nodes;

import dev.parley.load.server.BenchException;
import dev.parley.load.server.Ports;
import java.util.ArrayList;
import java.util.List;

/** All nodes on the loopback, told apart by their ports. */
public final class Loopback implements Topology {
    private static final String HOST = "127.0.0.1";

    private final List<Place> places = new ArrayList<>();

    public Loopback(int nodes) {
        int[] ports = Ports.find(2 * nodes);
        for (int i = 0; i < nodes; i++) {
            places.add(new Place(HOST, ports[2 * i], ports[2 * i + 1], List.of()));
        }
    }

    @Override
    public List<Place> places() {
        return places;
    }

    @Override
    public String commonHost() {
        return HOST;
    }

    @Override
    public boolean canPartition() {
        return false;
    }

    @Override
    public void isolate(int node) {
        throw new BenchException("nodes on the loopback cannot be parted; that needs network namespaces");
    }

    @Override
    public void heal() {}

    @Override
    public void close() {}
}
