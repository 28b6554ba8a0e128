package dev.parley.chaos.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.chaos.nodes.Waiting;
import dev.parley.client.ClientListener;
import dev.parley.client.ClientOptions;
import dev.parley.client.ParleyClient;
import dev.parley.client.RequestException;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Two users in a call. For one thread; blocks. */
final class RunningCall implements AutoCloseable {
    private static final int CHARS = 8;

    private final Trial trial;
    private final List<ParleyClient> clients = new ArrayList<>();
    private final Promise<String> invitation = Promise.promise();
    private final ParleyClient caller;
    private final String callId;

    private RunningCall(Trial trial) {
        this.trial = trial;
        String suffix = Ids.random(CHARS).toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "x");
        caller = user("caller" + suffix);
        ParleyClient callee = user("callee" + suffix);
        callee.registerInbox("callee" + suffix);
        ObjectNode create = Json.newObject().put("callType", "video").put("requestId", suffix);
        create.putArray("invitees").add("callee" + suffix);
        callId = ask(caller, "calls.request.create", create).path("callId").asText();
        ask(
                callee,
                "calls.request.answer",
                Json.newObject()
                        .put("invitationId", Waiting.on(invitation.future()))
                        .put("action", "accept"));
    }

    /** Registers two users and puts them through. */
    static RunningCall begin(Trial trial) {
        return new RunningCall(trial);
    }

    private ParleyClient user(String name) {
        ParleyClient guest = open(trial.crowd().options(clients.size()));
        ObjectNode account = Json.newObject().put("username", name).put("password", "correct horse " + name);
        String token =
                ask(guest, "auth.request.register", account).path("token").asText();
        return open(trial.crowd().options(clients.size()).withToken(token));
    }

    private ParleyClient open(ClientOptions options) {
        ParleyClient client = trial.crowd().client(options, new ClientListener() {
            @Override
            public void inbox(Slice body) {
                ObjectNode event = Json.object(body);
                if (event.has("invitationId")) {
                    invitation.tryComplete(event.path("invitationId").asText());
                }
            }
        });
        clients.add(client);
        Waiting.on(client.open());
        return client;
    }

    private static JsonNode ask(ParleyClient client, String address, ObjectNode body) {
        return Waiting.on(client.request(address, body, true));
    }

    /** Hangs up. @return whether the call had been running until then */
    boolean end() {
        try {
            return ask(caller, "calls.request.end", Json.newObject().put("callId", callId))
                    .path("success")
                    .asBoolean();
        } catch (RequestException gone) {
            return false;
        }
    }

    /** Whether history comes to have the call as completed. */
    boolean isRecorded(Duration within) {
        return Waiting.until(this::isRecorded, within);
    }

    private boolean isRecorded() {
        try {
            for (JsonNode call :
                    ask(caller, "calls.request.history", Json.newObject()).path("calls")) {
                if (call.path("callId").asText().equals(callId)
                        && call.path("status").asText().equals("completed")) {
                    return true;
                }
            }
            return false;
        } catch (RequestException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        clients.forEach(ParleyClient::close);
    }
}
