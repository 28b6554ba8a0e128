package dev.parley.system.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import dev.parley.protocol.Grants;
import dev.parley.protocol.Ids;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application that joined the cluster, and what the nodes answer it over the bus. */
class ClusterMemberTest {
    @RegisterExtension
    static final LocalCluster CLUSTER = ServicesCluster.opened(2);

    private static Vertx app;

    @BeforeAll
    static void join() {
        Config config = new Config().setClusterName(CLUSTER.name()).setLiteMember(true);
        config.setProperty("hazelcast.partition.count", "61");
        config.setProperty(
                "hazelcast.partitioning.strategy.class", "com.hazelcast.partition.strategy.StringPartitioningStrategy");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getTcpIpConfig().setEnabled(true).addMember(CLUSTER.member(0));
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        config.getNetworkConfig().setPort(0);
        app = Eventually.result(Vertx.builder()
                .with(new VertxOptions().setEventBusOptions(new EventBusOptions().setHost("127.0.0.1")))
                .withClusterManager(new HazelcastClusterManager(config))
                .buildClustered());
    }

    @AfterAll
    static void leave() {
        Eventually.result(app.close());
    }

    private static Future<Message<Object>> ask(String token, String address, Object body) {
        DeliveryOptions options = new DeliveryOptions();
        return app.eventBus()
                .request(address, body, token == null ? options : options.addHeader("authorization", token));
    }

    private static JsonObject answer(String token, String address, Object body) {
        return (JsonObject) Eventually.result(ask(token, address, body)).body();
    }

    private static String refusal(String token, String address, Object body) {
        Throwable failure = Eventually.result(ask(token, address, body)
                .<Throwable>map(m -> new AssertionError("granted: " + m.body()))
                .otherwise(f -> f));
        assertThat(failure).isInstanceOf(ReplyException.class);
        JsonObject told = new JsonObject(failure.getMessage());
        assertThat(told.getString("message")).isNotBlank();
        return ((ReplyException) failure).failureCode() + " " + told.getString("code");
    }

    @Test
    void itAsksAnyNodeAndIsAnswered() {
        String token = CLUSTER.serviceToken("crm", "rooms.request.*", "people.request.get");
        JsonObject room = new JsonObject().put("roomId", "member-" + Ids.random(6));
        for (int i = 0; i < 4; i++) {
            JsonObject made = answer("Bearer " + token, "rooms.request.create", room);
            assertThat(made.getString("visibility")).isEqualTo("unlisted");
            JsonObject again = answer(token, "rooms.request.get", room.encode());
            assertThat(again.getString("roomId")).isEqualTo(room.getString("roomId"));
            JsonObject told = answer(
                    token,
                    "rooms.request.broadcast",
                    Buffer.buffer(room.copy().put("data", 1).encode()));
            assertThat(told.getInteger("peers")).isZero();
            answer(token, "rooms.request.delete", room);
        }
        assertThat(refusal(token, "rooms.request.get", room)).isEqualTo("404 room_unknown");
        assertThat(refusal(token, "people.request.get", new JsonObject().put("username", "nobody-here")))
                .isEqualTo("404 user_unknown");
    }

    @Test
    void withoutAGoodTokenItIsRefused() {
        String list = "rooms.request.list";
        String narrow = CLUSTER.serviceToken("crm", "rooms.request.get");
        Grants all = Grants.toServe(Grants.PUBLIC);
        assertThat(refusal(null, list, new JsonObject())).isEqualTo("401 token_invalid");
        assertThat(refusal("Bearer x.y.z", list, new JsonObject())).isEqualTo("401 token_invalid");
        assertThat(refusal(CLUSTER.token("crm", all, -120), list, new JsonObject()))
                .isEqualTo("401 token_invalid");
        assertThat(refusal(CLUSTER.token("ada", Grants.USER, 60), list, new JsonObject()))
                .isEqualTo("403 access_denied");
        assertThat(refusal(narrow, list, new JsonObject())).isEqualTo("403 access_denied");
    }

    @Test
    void whatIsNoRequestIsRefused() {
        String token = CLUSTER.serviceToken("crm");
        assertThat(refusal(token, "rooms.request.list", 7)).isEqualTo("400 invalid_json");
        assertThat(refusal(token, "rooms.request.get", "[]")).isEqualTo("400 invalid_argument");
        assertThat(refusal(token, "rooms.request.broadcast", "{\"roomId\":\"x\""))
                .isEqualTo("400 invalid_json");
        assertThat(refusal(token, "rooms.request.broadcast", new JsonObject().put("roomId", "x")))
                .isEqualTo("400 invalid_argument");
    }

    /** Nobody waits for an application's word: a node beside one that does not speak as nodes do goes on serving. */
    @Test
    void theNodesStayReadyBesideIt() throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(12).toNanos();
        HttpRequest ready = HttpRequest.newBuilder(URI.create(CLUSTER.node(1).url() + "/health/ready"))
                .build();
        HttpClient http = HttpClient.newHttpClient();
        Eventually.holds(
                () -> {
                    assertThat(send(http, ready)).isEqualTo(200);
                    return System.nanoTime() > end;
                },
                () -> "");
    }

    private static int send(HttpClient http, HttpRequest request) {
        return Eventually.result(Future.fromCompletionStage(http.sendAsync(request, BodyHandlers.discarding())))
                .statusCode();
    }
}
