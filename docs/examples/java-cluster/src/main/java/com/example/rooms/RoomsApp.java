package com.example.rooms;

import com.hazelcast.config.Config;
import com.hazelcast.config.XmlConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** A Vert.x application that joins the cluster: it lists rooms, tells a room something, closes it. */
public final class RoomsApp {
    private final Vertx vertx;
    private final DeliveryOptions token;

    private RoomsApp(Vertx vertx, String token) {
        this.vertx = vertx;
        this.token = new DeliveryOptions().addHeader("authorization", "Bearer " + token);
    }

    /** @param args {@code list}, {@code broadcast ROOM TEXT} or {@code close ROOM} */
    public static void main(String[] args) throws IOException {
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setEventBusOptions(new EventBusOptions().setHost("127.0.0.1")))
                .withClusterManager(new HazelcastClusterManager(clusterConfig()))
                .buildClustered()
                .await();
        int exit = 0;
        try {
            new RoomsApp(vertx, System.getenv("PARLEY_TOKEN")).run(args).await();
        } catch (RuntimeException failure) {
            System.err.println(told(failure));
            exit = 1;
        }
        vertx.close().await();
        System.exit(exit);
    }

    private Future<Void> run(String[] args) {
        return switch (args[0]) {
            case "list" -> list("");
            case "broadcast" ->
                ask("broadcast", room(args).put("data", new JsonObject().put("text", args[2])))
                        .onSuccess(told -> System.out.println("told " + told.getInteger("peers")))
                        .mapEmpty();
            case "close" ->
                ask("delete", room(args))
                        .onSuccess(done -> System.out.println("closed " + args[1]))
                        .mapEmpty();
            default -> Future.failedFuture("usage: list | broadcast ROOM TEXT | close ROOM");
        };
    }

    private static JsonObject room(String[] args) {
        return new JsonObject().put("roomId", args[1]);
    }

    private Future<Void> list(String cursor) {
        return ask("list", new JsonObject().put("cursor", cursor).put("limit", 200))
                .compose(page -> {
                    print(page.getJsonArray("rooms"));
                    String next = page.getString("cursor");
                    return next == null ? Future.succeededFuture() : list(next);
                });
    }

    private static void print(JsonArray rooms) {
        for (int i = 0; i < rooms.size(); i++) {
            JsonObject room = rooms.getJsonObject(i);
            System.out.println(
                    room.getString("roomId") + " " + room.getInteger("peers") + " " + room.getString("visibility"));
        }
    }

    /** One message to whichever node, each with the token. */
    private Future<JsonObject> ask(String request, JsonObject body) {
        return vertx.eventBus()
                .<JsonObject>request("rooms.request." + request, body, token)
                .map(message -> message.body());
    }

    /** What a node refuses is JSON: {@code {"code", "message"}}. */
    private static String told(Throwable failure) {
        if (failure instanceof ReplyException reply && reply.failureCode() > 0) {
            JsonObject refused = new JsonObject(reply.getMessage());
            return refused.getString("code") + ": " + refused.getString("message");
        }
        return String.valueOf(failure.getMessage());
    }

    /** The nodes' own {@code cluster.xml}, but as a lite member: an application owns no rooms. */
    private static Config clusterConfig() throws IOException {
        Properties words = new Properties();
        words.setProperty("parley.cluster.name", setting("NAME", "parley"));
        words.setProperty("parley.cluster.members", setting("MEMBERS", "127.0.0.1:5701"));
        words.setProperty("parley.cluster.interface", "127.0.0.1");
        words.setProperty("parley.cluster.port", "5801");
        words.setProperty("parley.cluster.portAutoIncrement", "true");
        words.setProperty("parley.cluster.preferIpv4", "true");
        words.setProperty("parley.cluster.partitions", setting("PARTITIONS", "61"));
        words.setProperty("parley.cluster.heartbeatSeconds", "15");
        try (InputStream xml = Files.newInputStream(Path.of(setting("FILE", "cluster.xml")))) {
            return new XmlConfigBuilder(xml).setProperties(words).build().setLiteMember(true);
        }
    }

    private static String setting(String name, String otherwise) {
        return System.getenv().getOrDefault("PARLEY_CLUSTER_" + name, otherwise);
    }
}
