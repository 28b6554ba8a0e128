package dev.parley.system.tap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Ids;
import dev.parley.system.fixture.LocalCluster;
import dev.parley.system.fixture.Person;
import dev.parley.system.fixture.RawPeer;

/** A user with one device that listens to the inbox. For test threads. */
record Caller(Person person, RawPeer socket) {
    /** Registers somebody whose name begins so, on a node. */
    static Caller at(LocalCluster cluster, int node, String prefix) {
        Person person = Person.register(cluster, node, prefix);
        return new Caller(person, person.device(node));
    }

    String name() {
        return person.name;
    }

    String token() {
        return person.token;
    }

    /** Rings for somebody. @return what was answered, with {@code callId} and {@code roomId} */
    ObjectNode call(Caller other) {
        return Person.invite(socket, Ids.random(6), other.person);
    }

    /** Accepts the first invitation, once it is there. */
    void accept() {
        String invitation = socket.awaitInbox("invitation").path("invitationId").asText();
        socket.ask("calls.request.answer", Person.accepting(invitation));
    }
}
