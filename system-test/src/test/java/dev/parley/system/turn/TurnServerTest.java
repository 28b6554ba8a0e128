package dev.parley.system.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.IceServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real coturn takes the credentials that Parley issues, and with the shipped configuration nothing else. */
@Tag("long")
class TurnServerTest {
    private static final int TTL = 600;

    @TempDir
    static Path folder;

    private static TurnServer server;

    @BeforeAll
    static void start() throws Exception {
        TurnServer.require();
        server = new TurnServer(folder);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static JsonNode issued(String secret, long nowSeconds) {
        IceServers servers =
                IceServers.ofStun(List.of()).withTurn(List.of("turn:127.0.0.1:" + server.port), secret, TTL);
        return servers.forPeer("p_abc", nowSeconds).iceServers().path(0);
    }

    private static TurnProbe probe(JsonNode credentials) throws IOException {
        return new TurnProbe(
                server.port,
                credentials.path("username").asText(),
                credentials.path("credential").asText());
    }

    private static long now() {
        return System.currentTimeMillis() / 1_000;
    }

    @Test
    void mediaIsRelayedForWhoHasCredentials() throws Exception {
        JsonNode credentials = issued(TurnServer.SECRET, now());
        Process client = new ProcessBuilder(
                        "turnutils_uclient",
                        "-y",
                        "-n",
                        "5",
                        "-m",
                        "1",
                        "-u",
                        credentials.path("username").asText(),
                        "-w",
                        credentials.path("credential").asText(),
                        "-p",
                        Integer.toString(server.port),
                        "127.0.0.1")
                .redirectErrorStream(true)
                .start();
        assertThat(client.waitFor(60, TimeUnit.SECONDS)).as("uclient ended").isTrue();
        String told = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(told)
                .contains("tot_recv_msgs=20")
                .contains("Total lost packets 0 ")
                .doesNotContain("ERROR");
    }

    @Test
    void expiredCredentialsAreRefused() throws IOException {
        try (TurnProbe good = probe(issued(TurnServer.SECRET, now()));
                TurnProbe expired = probe(issued(TurnServer.SECRET, now() - TTL - 5))) {
            assertThat(good.allocate()).isEqualTo(TurnProbe.OK);
            assertThat(expired.allocate()).isEqualTo(401);
        }
    }

    @Test
    void credentialsOfAnotherSecretAreRefused() throws IOException {
        try (TurnProbe foreign = probe(issued("south-of-the-river-0123456789abcdef", now()))) {
            assertThat(foreign.allocate()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.1",
                "10.0.0.1",
                "100.100.100.200",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "239.255.255.250",
                "255.255.255.255"
            })
    void addressesThatAreNotPublicAreNoPeers(String peer) throws IOException {
        try (TurnProbe probe = probe(issued(TurnServer.SECRET, now()))) {
            assertThat(probe.allocate()).isEqualTo(TurnProbe.OK);
            assertThat(probe.permit(peer)).isEqualTo(403);
        }
    }

    /** Permissions send nothing: nobody outside hears of this. */
    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "8.8.8.8", "172.32.0.1", "192.0.3.1", "223.255.255.255"})
    void publicAddressesAre(String peer) throws IOException {
        try (TurnProbe probe = probe(issued(TurnServer.SECRET, now()))) {
            assertThat(probe.allocate()).isEqualTo(TurnProbe.OK);
            assertThat(probe.permit(peer)).isEqualTo(TurnProbe.OK);
        }
    }
}
