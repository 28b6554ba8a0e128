package dev.parley.system.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.CloseReason;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.Person;
import dev.parley.system.fixture.RawPeer;
import dev.parley.system.fixture.SharedCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of sessions and tokens when an account changes, wherever they are. */
class AccountLifeTest {
    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    private final Person alice = Person.register(CLUSTER.get(), 0, "alice");

    @Test
    void loggingOutEverywhereEndsEverySessionAndToken() {
        RawPeer asking = alice.session(0);
        RawPeer other = alice.device(1);
        RawPeer silent = alice.session(2);
        asking.ask("auth.request.logout-all", Json.newObject());
        other.awaitClosed(CloseReason.TOKEN_INVALID.code());
        silent.awaitClosed(CloseReason.TOKEN_INVALID.code());
        assertThat(reopened(alice.token)).isEqualTo("token_invalid");
        assertThat(asking.refusal("auth.request.refresh", Json.newObject().put("token", alice.token)))
                .isEqualTo("token_invalid");
        asking.awaitClosed(CloseReason.TOKEN_INVALID.code());
    }

    @Test
    void aNewPasswordTakesTheOldOnesTokensAway() {
        RawPeer asking = alice.session(0);
        RawPeer other = alice.session(1);
        ObjectNode wrong = Json.newObject().put("old", "not this one").put("new", "another horse battery");
        assertThat(asking.refusal("auth.request.password", wrong)).isEqualTo("bad_credentials");
        ObjectNode right = Json.newObject().put("old", Person.PASSWORD).put("new", "another horse battery");
        String fresh = asking.ask("auth.request.password", right).path("token").asText();
        other.awaitClosed(CloseReason.TOKEN_INVALID.code());
        assertThat(asking.ask(
                                "session.open",
                                Json.newObject().put("protocol", 1).put("token", fresh))
                        .at("/user/id")
                        .asText())
                .isEqualTo(alice.id);
        assertThat(reopened(alice.token)).isEqualTo("token_invalid");
        assertThat(reopened(fresh)).startsWith("granted");
        RawPeer socket = RawPeer.connect(CLUSTER.crowd(), CLUSTER.url(2));
        assertThat(socket.refusal("auth.request.login", Person.credentials(alice.name, Person.PASSWORD)))
                .isEqualTo("bad_credentials");
        socket.ask("auth.request.login", Person.credentials(alice.name, "another horse battery"));
    }

    @Test
    void aTokenIsRenewedOnAnyNode() {
        RawPeer socket = RawPeer.connect(CLUSTER.crowd(), CLUSTER.url(2));
        String fresh = socket.ask("auth.request.refresh", Json.newObject().put("token", alice.token))
                .path("token")
                .asText();
        assertThat(reopened(fresh)).startsWith("granted");
        assertThat(socket.refusal("auth.request.refresh", Json.newObject().put("token", "no token")))
                .isEqualTo("token_invalid");
    }

    @Test
    void aDeletedAccountIsNobodysAndLeavesNoNameInOthersHistory() {
        Person bob = Person.register(CLUSTER.get(), 1, "bob");
        RawPeer caller = alice.device(0);
        RawPeer callee = bob.device(1);
        ObjectNode created = Person.invite(caller, "last", bob);
        callee.awaitInbox("invitation");
        caller.ask("calls.request.cancel", Person.call(created.path("callId").asText()));
        assertThat(caller.refusal("auth.request.delete", Json.newObject().put("password", "not this one")))
                .isEqualTo("bad_credentials");
        caller.ask("auth.request.delete", Json.newObject().put("password", Person.PASSWORD));
        caller.awaitClosed(CloseReason.TOKEN_INVALID.code());
        assertThat(reopened(alice.token)).isEqualTo("token_invalid");
        assertThat(callee.refusal("people.request.get", Json.newObject().put("username", alice.name)))
                .isEqualTo("user_unknown");
        ObjectNode history = callee.ask("calls.request.history", Json.newObject());
        assertThat(history.at("/calls/0/callId")).isEqualTo(created.path("callId"));
        assertThat(history.at("/calls/0/createdBy").isNull()).isTrue();
        assertThat(history.toString()).doesNotContain(alice.name);
    }

    private static String reopened(String token) {
        RawPeer socket = RawPeer.connect(CLUSTER.crowd(), CLUSTER.url(2));
        return socket.refusal(
                "session.open", Json.newObject().put("protocol", 1).put("token", token));
    }
}
