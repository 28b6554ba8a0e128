package dev.parley.system.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Grants;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How much one service gets of a node, and that its port may speak TLS. */
class ServiceBoundsTest {
    private static final int BURST = 5;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final SelfSignedCertificate CERTIFICATE = SelfSignedCertificate.create("127.0.0.1");

    @RegisterExtension
    static final LocalCluster CLUSTER = ServicesCluster.opened(1)
            .with("PARLEY_SERVICES_REQUESTS_PER_SECOND", "1")
            .with("PARLEY_SERVICES_REQUESTS_BURST", Integer.toString(BURST));

    @RegisterExtension
    static final LocalCluster SECURE = ServicesCluster.opened(1)
            .with("PARLEY_SERVICES_TCP_TLS", "on")
            .with("PARLEY_TLS_CERT", CERTIFICATE.certificatePath())
            .with("PARLEY_TLS_KEY", CERTIFICATE.privateKeyPath());

    private static String answer(TcpPeer peer, String service) {
        ObjectNode answer = peer.ask(CLUSTER.serviceToken(service), "rooms.request.list", Json.newObject());
        return answer.path("message").asText("granted");
    }

    @Test
    void oneServiceDoesNotTakeTheOthersShare() {
        try (TcpPeer peer = new TcpPeer(CLUSTER.node(0).servicesPort())) {
            for (int i = 0; i < BURST; i++) {
                assertThat(answer(peer, "loud")).isEqualTo("granted");
            }
            assertThat(answer(peer, "loud")).isEqualTo("rate_limited");
            assertThat(answer(peer, "quiet")).isEqualTo("granted");
        }
    }

    @Test
    void aTokenForOneRoomIsForThatRoom() {
        String room = "only-" + Ids.random(6);
        Grants grants = new Grants(room, false, true, false, true);
        String token = CLUSTER.token("roomy", grants, 60);
        ObjectNode other = Json.newObject().put("roomId", "other");
        try (TcpPeer peer = new TcpPeer(CLUSTER.node(0).servicesPort())) {
            assertThat(peer.refusal(token, "rooms.request.get", other)).isEqualTo("not_allowed");
            assertThat(peer.refusal(token, "rooms.request.list", Json.newObject()))
                    .isEqualTo("not_allowed");
            assertThat(peer.refusal(
                            token, "people.request.get", Json.newObject().put("username", "x")))
                    .isEqualTo("not_allowed");
        }
    }

    @Test
    void aReaderThatDoesNotReadIsCut() {
        NetClient tcp = CLUSTER.node(0).vertx().createNetClient();
        String frame = TcpPeer.frame("register", "events.rooms", CLUSTER.serviceToken("slow"))
                .toString();
        tcp.connect(CLUSTER.node(0).servicesPort(), "127.0.0.1").onSuccess(socket -> {
            socket.pause();
            socket.write(Buffer.buffer().appendInt(frame.length()).appendString(frame));
        });
        Eventually.holds(() -> connections().equals("1.0"), () -> connections() + " connections");
        JsonObject large = new JsonObject().put("x", "x".repeat(60_000));
        Eventually.holds(
                () -> {
                    for (int i = 0; i < 100; i++) {
                        CLUSTER.node(0).vertx().eventBus().publish("events.rooms", large);
                    }
                    return connections().equals("0.0");
                },
                () -> "the slow reader is kept");
    }

    /** As the node counts them, once a second. */
    private static String connections() {
        HttpRequest scrape = HttpRequest.newBuilder(URI.create(CLUSTER.node(0).url() + "/metrics"))
                .build();
        String text = Eventually.result(Future.fromCompletionStage(HTTP.sendAsync(scrape, BodyHandlers.ofString())))
                .body();
        return text.lines()
                .filter(line -> line.startsWith("parley_services_connections "))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .findFirst()
                .orElse("no");
    }

    @Test
    void overTlsItIsTheSame() {
        NetClient tcp = SECURE.node(0)
                .vertx()
                .createNetClient(new NetClientOptions()
                        .setSsl(true)
                        .setTrustOptions(new PemTrustOptions().addCertPath(CERTIFICATE.certificatePath()))
                        .setHostnameVerificationAlgorithm(""));
        String ping = "{\"type\":\"ping\"}";
        Promise<String> heard = Promise.promise();
        tcp.connect(SECURE.node(0).servicesPort(), "127.0.0.1")
                .onFailure(heard::tryFail)
                .onSuccess(socket -> {
                    socket.handler(bytes -> heard.tryComplete(bytes.getString(4, bytes.length())));
                    socket.write(Buffer.buffer().appendInt(ping.length()).appendString(ping));
                });
        assertThat(Eventually.result(heard.future())).isEqualTo("{\"type\":\"pong\"}");
    }
}
