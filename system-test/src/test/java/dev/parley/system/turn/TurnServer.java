package dev.parley.system.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.system.fixture.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** coturn on loopback with the shipped configuration, of which only what loopback needs is changed. */
public final class TurnServer implements AutoCloseable {
    public static final String SECRET = "north-of-the-river-0123456789abcdef";
    private static final Path SHIPPED = Path.of("../docs/coturn/turnserver.conf");

    /** Lines of the file that loopback cannot have: addresses, certificates, and that it is denied itself. */
    private static final List<String> OVERRIDDEN = List.of(
            "listening-port=",
            "tls-listening-port=",
            "external-ip=",
            "realm=",
            "static-auth-secret=",
            "cert=",
            "pkey=",
            "syslog",
            "denied-peer-ip=127.");

    private static final Pattern SERVED =
            Pattern.compile("user <([^>]+)>: incoming packet ALLOCATE processed, success");

    public final int port;
    private final Path log;
    private final Process process;

    public TurnServer(Path folder) throws IOException {
        port = freePort();
        log = folder.resolve("log");
        Path configuration = folder.resolve("turnserver.conf");
        Files.write(configuration, Stream.concat(shipped(), overrides(folder)).toList());
        process = new ProcessBuilder("turnserver", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Eventually.holds(this::answers, () -> "coturn does not answer: " + log());
    }

    private static Stream<String> shipped() throws IOException {
        List<String> lines = Files.readAllLines(SHIPPED);
        assertThat(lines)
                .as("the shipped file denies loopback")
                .anyMatch(line -> line.startsWith("denied-peer-ip=127."));
        return lines.stream().filter(line -> OVERRIDDEN.stream().noneMatch(line::startsWith));
    }

    private Stream<String> overrides(Path folder) {
        return Stream.of(
                "listening-port=" + port,
                "listening-ip=127.0.0.1",
                "relay-ip=127.0.0.1",
                "allow-loopback-peers",
                // tells who is served
                "verbose",
                "realm=test",
                "static-auth-secret=" + SECRET,
                "no-tls",
                "no-dtls",
                "log-file=stdout",
                "userdb=" + folder.resolve("db"),
                "pidfile=" + folder.resolve("pid"));
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new AssertionError("coturn ended: " + log());
        }
        try (TurnProbe probe = new TurnProbe(port, "nobody", "nothing")) {
            return probe.allocate() == 401;
        } catch (IOException | IllegalStateException notYet) {
            return false;
        }
    }

    /** What it has logged so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** User names whose credentials it took, as often as it gave them an address. */
    public List<String> served() {
        return SERVED.matcher(log()).results().map(session -> session.group(1)).toList();
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            return socket.getLocalPort();
        }
    }

    /** Installs coturn where that is possible; without it the test is skipped, and says so. */
    public static void require() throws IOException, InterruptedException {
        if (!runs("turnserver", "--version")) {
            runs("apt-get", "install", "-y", "-q", "--no-install-recommends", "coturn");
        }
        assumeTrue(
                runs("turnserver", "--version"),
                "coturn is missing and could not be installed: apt-get install coturn, then repeat");
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = started.waitFor(180, TimeUnit.SECONDS);
            started.destroyForcibly();
            return ended;
        } catch (IOException missing) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
