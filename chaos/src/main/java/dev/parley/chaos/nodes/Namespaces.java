package dev.parley.chaos.nodes;

import dev.parley.load.server.BenchException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A network namespace and an address for each node, a bridge between them on which the host has an address, too: clients
 * stay in the host's namespace. Everything is named after a number of this run and removed on closing; {@link Nodes} closes
 * it, also when a signal ends this process.
 */
public final class Namespaces implements Topology {
    private static final int HTTP_PORT = 8080;
    private static final int CLUSTER_PORT = 5701;
    private static final int FIRST_HOST = 11;

    private final Shell shell = new Shell();
    private final String run;
    private final String network;
    private final List<Place> places = new ArrayList<>();
    private boolean closed;

    /** @throws BenchException when this user or kernel cannot make them; nothing is left behind then */
    public Namespaces(int nodes) {
        int x = ThreadLocalRandom.current().nextInt(64, 255);
        int y = ThreadLocalRandom.current().nextInt(1, 255);
        run = String.format("pc%02x%02x", x, y);
        network = "10." + x + "." + y + ".";
        try {
            shell.run("ip", "link", "add", bridge(), "type", "bridge");
            shell.run("ip", "addr", "add", commonHost() + "/24", "dev", bridge());
            shell.run("ip", "link", "set", bridge(), "up");
            for (int i = 0; i < nodes; i++) {
                add(i);
            }
        } catch (BenchException failed) {
            close();
            throw failed;
        }
    }

    /** Whether this user may make namespaces: tries one. */
    public static boolean arePossible() {
        Shell shell = new Shell();
        String probe = "pcprobe" + ProcessHandle.current().pid();
        boolean made = shell.tried("ip", "netns", "add", probe);
        return made && shell.tried("ip", "netns", "del", probe);
    }

    private void add(int node) {
        String namespace = namespace(node);
        String cable = cable(node);
        shell.run("ip", "netns", "add", namespace);
        shell.run("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", namespace);
        shell.run("ip", "link", "set", cable, "master", bridge(), "up");
        shell.run("ip", "-n", namespace, "addr", "add", host(node) + "/24", "dev", "eth0");
        shell.run("ip", "-n", namespace, "link", "set", "eth0", "up");
        shell.run("ip", "-n", namespace, "link", "set", "lo", "up");
        places.add(new Place(host(node), HTTP_PORT, CLUSTER_PORT, List.of("ip", "netns", "exec", namespace)));
    }

    private String bridge() {
        return run + "br";
    }

    private String namespace(int node) {
        return run + "n" + node;
    }

    private String cable(int node) {
        return run + "v" + node;
    }

    private String host(int node) {
        return network + (FIRST_HOST + node);
    }

    @Override
    public List<Place> places() {
        return places;
    }

    @Override
    public String commonHost() {
        return network + "1";
    }

    @Override
    public boolean canPartition() {
        return true;
    }

    /** Both ways, for a packet that only one side drops would still be answered by a reset. */
    @Override
    public void isolate(int node) {
        for (int other = 0; other < places.size(); other++) {
            if (other != node) {
                shell.run("ip", "-n", namespace(node), "route", "add", "blackhole", host(other) + "/32");
                shell.run("ip", "-n", namespace(other), "route", "add", "blackhole", host(node) + "/32");
            }
        }
    }

    @Override
    public void heal() {
        for (int node = 0; node < places.size(); node++) {
            shell.tried("ip", "-n", namespace(node), "route", "flush", "type", "blackhole");
        }
    }

    /** Removes everything; the nodes must have ended. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (int node = 0; node < places.size() + 1; node++) {
            shell.tried("ip", "link", "del", cable(node));
            shell.tried("ip", "netns", "del", namespace(node));
        }
        shell.tried("ip", "link", "del", bridge());
    }
}
