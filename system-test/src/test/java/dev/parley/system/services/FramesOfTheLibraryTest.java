package dev.parley.system.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServerOptions;
import io.vertx.ext.bridge.BridgeOptions;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.eventbus.bridge.tcp.TcpEventBusBridge;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a client of vertx-tcp-eventbus-bridge reads in that library's frames is in ours, too. */
class FramesOfTheLibraryTest {
    @RegisterExtension
    static final ServicesCluster CLUSTER = new ServicesCluster();

    private static final String LIST = "rooms.request.list";
    private static final String ROOMS = "events.rooms";

    private static Vertx vertx;
    private static int port;

    @BeforeAll
    static void startTheLibrary() throws IOException {
        vertx = Vertx.vertx();
        vertx.eventBus().<JsonObject>consumer(LIST, message -> {
            if (message.body().containsKey("cursor")) {
                message.fail(400, "invalid_argument");
            } else {
                message.reply(new JsonObject().put("rooms", "none"));
            }
        });
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        BridgeOptions open = new BridgeOptions()
                .addInboundPermitted(new PermittedOptions().setAddress(LIST))
                .addOutboundPermitted(new PermittedOptions().setAddress(ROOMS));
        NetServerOptions where = new NetServerOptions().setHost("127.0.0.1").setPort(port);
        Eventually.result(TcpEventBusBridge.create(vertx, open, where).listen());
    }

    @AfterAll
    static void stopIt() {
        Eventually.result(vertx.close());
    }

    private static TcpPeer library() {
        return new TcpPeer(port);
    }

    private static Set<String> names(ObjectNode frame) {
        Set<String> names = new HashSet<>();
        frame.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void assertAlike(ObjectNode ours, ObjectNode theirs, String... same) {
        assertThat(names(ours)).as("%s beside %s", ours, theirs).containsAll(names(theirs));
        for (String name : same) {
            assertThat(ours.get(name)).as("%s beside %s", ours, theirs).isEqualTo(theirs.get(name));
        }
    }

    private static ObjectNode ask(TcpPeer peer, ObjectNode body) {
        return peer.ask(CLUSTER.get().serviceToken("crm"), LIST, body);
    }

    @Test
    void anAnswer() {
        try (TcpPeer ours = CLUSTER.tcp(0);
                TcpPeer theirs = library()) {
            assertAlike(
                    ask(ours, Json.newObject()), ask(theirs, Json.newObject()), "type", "address", "headers", "send");
        }
    }

    @Test
    void anError() {
        ObjectNode wrong = Json.newObject().put("cursor", 7);
        try (TcpPeer ours = CLUSTER.tcp(0);
                TcpPeer theirs = library()) {
            ObjectNode theirAnswer = ask(theirs, wrong);
            theirAnswer.remove("sourceAddress");
            assertAlike(ask(ours, wrong), theirAnswer, "type", "address", "failureCode", "failureType", "message");
        }
    }

    @Test
    void aPing() {
        try (TcpPeer ours = CLUSTER.tcp(0);
                TcpPeer theirs = library()) {
            ours.send("{\"type\":\"ping\"}");
            theirs.send("{\"type\":\"ping\"}");
            assertThat(ours.receive()).isEqualTo(theirs.receive());
        }
    }

    @Test
    void somethingThatWasPublished() {
        try (TcpPeer ours = CLUSTER.tcp(0);
                TcpPeer theirs = library()) {
            for (TcpPeer peer : new TcpPeer[] {ours, theirs}) {
                peer.send(TcpPeer.frame("register", ROOMS, CLUSTER.get().serviceToken("crm")));
                peer.send("{\"type\":\"ping\"}");
                peer.receive();
            }
            JsonObject event = new JsonObject().put("id", 1);
            CLUSTER.get().node(1).vertx().eventBus().publish(ROOMS, event);
            vertx.eventBus().publish(ROOMS, event);
            assertThat(ours.receive()).isEqualTo(theirs.receive());
        }
    }
}
