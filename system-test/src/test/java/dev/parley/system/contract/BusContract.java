package dev.parley.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.system.fixture.RawPeer;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Requests and frames of sockets, held to what {@code asyncapi.yaml} says of their addresses. For test threads. */
final class BusContract {
    private static final String ERROR = "/channels/replies/messages/error";

    private final Documents documents;
    private final Set<String> seen = new TreeSet<>();

    BusContract(Documents documents) {
        this.documents = documents;
    }

    /** Asks; the request and the answer are as documented. */
    ObjectNode ask(RawPeer peer, String address, ObjectNode body) {
        JsonNode operation = operation(address);
        check(body, operation.at("/messages/0"), "request to " + address);
        ObjectNode reply = peer.ask(address, body);
        check(reply, operation.at("/reply/messages/0"), "reply of " + address);
        seen.add(channelOf(operation));
        return reply;
    }

    /** Asks for what is refused; the error frame is as documented. */
    void refused(RawPeer peer, String code, String address, ObjectNode body) {
        ObjectNode answer = peer.answer(address, body);
        assertThat(answer.path("message").asText()).as("%s", answer).isEqualTo(code);
        assertThat(documents.busFaults(ERROR + "/payload", answer))
                .as("%s", answer)
                .isEmpty();
    }

    /** Every frame that was pushed to the peer so far is as documented. */
    void pushed(RawPeer peer) {
        peer.frames().stream()
                .filter(frame -> frame.path("type").asText().equals("rec"))
                .filter(frame -> frame.path("address").asText().contains("."))
                .forEach(this::pushed);
    }

    private void pushed(ObjectNode frame) {
        String channel = channel(frame.path("address").asText());
        JsonNode body = frame.get("body");
        String type = channel.equals("signals")
                ? "signal"
                : channel.equals("events") ? "event" : body.path("type").asText();
        String message = documents.bus().at("/channels/" + channel + "/messages").properties().stream()
                .filter(m -> m.getValue().path("name").asText(m.getKey()).equals(type))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no message for " + frame));
        String pointer = "/channels/" + channel + "/messages/" + message;
        assertThat(documents.busFaults(pointer + "/payload", body))
                .as("%s", frame)
                .isEmpty();
        seen.add(channel + " " + type);
    }

    private void check(JsonNode body, JsonNode reference, String what) {
        String pointer = reference.path("$ref").asText().substring(1);
        assertThat(documents.bus().at(pointer).has("payload")).as(what).isTrue();
        assertThat(documents.busFaults(pointer + "/payload", body))
                .as("%s: %s", what, body)
                .isEmpty();
    }

    private JsonNode operation(String address) {
        String channel = "#/channels/" + channel(address);
        for (JsonNode operation : documents.bus().path("operations")) {
            boolean asks = operation.path("action").asText().equals("receive");
            if (asks && operation.at("/channel/$ref").asText().equals(channel)) {
                return operation;
            }
        }
        throw new AssertionError("no operation for " + address);
    }

    private static String channelOf(JsonNode operation) {
        return operation.at("/channel/$ref").asText().substring("#/channels/".length());
    }

    /** The name of the channel whose address has that form. */
    private String channel(String address) {
        for (var channel : documents.bus().path("channels").properties()) {
            String template = channel.getValue().path("address").asText();
            if (address.matches(template.replace(".", "\\.").replaceAll("\\{\\w+}", "[^.]+"))) {
                return channel.getKey();
            }
        }
        throw new AssertionError("no channel for " + address);
    }

    /** Requests that were not asked and messages that were not pushed. */
    Set<String> unseen() {
        Set<String> missing = new TreeSet<>();
        for (JsonNode operation : documents.bus().path("operations")) {
            if (operation.path("action").asText().equals("receive")) {
                missing.add(channelOf(operation));
            }
        }
        for (String channel : new String[] {"roomEvents", "inbox"}) {
            documents
                    .bus()
                    .at("/channels/" + channel + "/messages")
                    .forEach(message ->
                            missing.add(channel + " " + message.path("name").asText()));
        }
        missing.add("signals signal");
        missing.removeAll(seen);
        return missing;
    }
}
