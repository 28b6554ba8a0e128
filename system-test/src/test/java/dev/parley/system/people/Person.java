package dev.parley.system.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.LocalCluster;
import dev.parley.system.fixture.RawPeer;
import java.util.Locale;

/** A user with an account of its own, and devices on any node. For test threads. */
final class Person {
    static final String PASSWORD = "correct horse battery";

    private final LocalCluster cluster;
    final String name;
    final String id;
    final String token;

    private Person(LocalCluster cluster, String name, String id, String token) {
        this.cluster = cluster;
        this.name = name;
        this.id = id;
        this.token = token;
    }

    /** Registers somebody whose name begins so, on a node. */
    static Person register(LocalCluster cluster, int node, String prefix) {
        String name = prefix + "-" + Ids.random(6).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "x");
        RawPeer socket = RawPeer.connect(cluster.crowd(), cluster.node(node).url());
        ObjectNode reply = socket.ask("auth.request.register", credentials(name, PASSWORD));
        socket.close();
        return new Person(
                cluster,
                name,
                reply.at("/user/id").asText(),
                reply.path("token").asText());
    }

    static ObjectNode credentials(String name, String password) {
        return Json.newObject().put("username", name).put("password", password);
    }

    /** A socket with an open session that does not listen yet. */
    RawPeer session(int node) {
        return RawPeer.open(
                cluster.crowd(), cluster.node(node).url(), Json.newObject().put("token", token));
    }

    /** One that listens to the inbox. */
    RawPeer device(int node) {
        return session(node).listen(name);
    }

    /** Asks for a call to others. */
    static ObjectNode invite(RawPeer caller, String requestId, Person... invitees) {
        ObjectNode body = Json.newObject().put("callType", "video").put("requestId", requestId);
        for (Person invitee : invitees) {
            body.withArray("invitees").add(invitee.name);
        }
        return caller.ask("calls.request.create", body);
    }

    static ObjectNode accepting(String invitationId) {
        return Json.newObject().put("invitationId", invitationId).put("action", "accept");
    }

    static ObjectNode call(String callId) {
        return Json.newObject().put("callId", callId);
    }
}
