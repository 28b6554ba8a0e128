package dev.parley.system.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A network namespace with one cable to the host's, named after a number of this run and removed on closing. Nothing but
 * that cable connects it, so that what happens to the packets inside happens to nobody else.
 */
final class NetworkNamespace implements AutoCloseable {
    private final String name;
    private final String cable;
    private final String network;

    /** Needs root; ask {@link #require()} first. */
    NetworkNamespace() {
        int x = ThreadLocalRandom.current().nextInt(64, 255);
        int y = ThreadLocalRandom.current().nextInt(1, 255);
        name = String.format("ps%02x%02x", x, y);
        cable = name + "v";
        network = "10." + x + "." + y + ".";
        try {
            connect();
        } catch (AssertionError failed) {
            close();
            throw failed;
        }
    }

    private void connect() {
        run("ip", "netns", "add", name);
        run("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", name);
        run("ip", "addr", "add", hostAddress() + "/24", "dev", cable);
        run("ip", "link", "set", cable, "up");
        inside("addr", "add", network + "2/24", "dev", "eth0");
        inside("link", "set", "eth0", "up");
        inside("link", "set", "lo", "up");
        // the rule for own addresses makes room for one before it, so that what arrives can be dropped as well
        inside("rule", "add", "pref", "10", "lookup", "local");
        inside("rule", "del", "pref", "0");
    }

    /** Where this user may not make namespaces the test is skipped, and says so. */
    static void require() {
        String probe = "psprobe" + ProcessHandle.current().pid();
        boolean made = tried("ip", "netns", "add", probe) && tried("ip", "netns", "del", probe);
        assumeTrue(made, "network namespaces cannot be made: this needs root and iproute2");
    }

    /** The host's end of the cable. */
    String hostAddress() {
        return network + "1";
    }

    /** A program that runs another one in here. */
    Path wrap(Path program, Path folder) throws IOException {
        Path wrapper = folder.resolve("in-" + name);
        Files.writeString(wrapper, "#!/bin/sh\nexec ip netns exec " + name + " '" + program + "' \"$@\"\n");
        return Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Swallows every UDP packet, both ways; TCP goes on. */
    void swallowUdp() {
        inside("rule", "add", "pref", "5", "ipproto", "udp", "blackhole");
    }

    void passUdp() {
        inside("rule", "del", "pref", "5");
    }

    private void inside(String... command) {
        String[] whole = new String[command.length + 3];
        System.arraycopy(new String[] {"ip", "-n", name}, 0, whole, 0, 3);
        System.arraycopy(command, 0, whole, 3, command.length);
        run(whole);
    }

    private static boolean tried(String... command) {
        try {
            run(command);
            return true;
        } catch (AssertionError | UncheckedIOException failed) {
            return false;
        }
    }

    private static void run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + output.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted");
        }
    }

    /** The cable goes first: with it what still runs in here is alone. */
    @Override
    public void close() {
        tried("ip", "link", "del", cable);
        tried("ip", "netns", "del", name);
    }
}
