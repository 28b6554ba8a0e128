package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class IceServersTest {
    private static final String SECRET = "north-of-the-river-0123456789abcdef";
    private static final List<String> TURN = List.of("turn:turn.example:3478", "turns:turn.example:5349");

    private final IceServers stun = IceServers.ofStun(List.of("stun:stun.example"));
    private final IceServers turn = stun.withTurn(TURN, SECRET, 3_600);

    /** The password is what {@code openssl dgst -sha1 -hmac SECRET -binary | base64} makes of the name. */
    @Test
    void credentialsAreThoseOfCoturnsRestScheme() {
        IceServers.Issued issued = turn.forPeer("p_abc", 1_700_000_000);
        assertThat(issued.ttl()).isEqualTo(3_600);
        assertThat(issued.json().path("ttl").asInt()).isEqualTo(3_600);
        JsonNode server = issued.iceServers().path(1);
        assertThat(server.path("username").asText()).isEqualTo("1700003600:p_abc");
        assertThat(server.path("credential").asText()).isEqualTo("WjvQUTRLJylRE798cEoqd2bNcuI=");
        assertThat(server.path("urls")).extracting(JsonNode::asText).containsExactlyElementsOf(TURN);
        assertThat(issued.iceServers().path(0).toString()).isEqualTo("{\"urls\":[\"stun:stun.example\"]}");
    }

    @Test
    void whoHasNotEnteredYetIsToldNoCredentials() {
        assertThat(turn.stunOnly().toString())
                .isEqualTo("[{\"urls\":[\"stun:stun.example\"]}]")
                .isEqualTo(stun.stunOnly().toString());
        assertThat(IceServers.ofStun(List.of()).stunOnly()).isEmpty();
    }

    @Test
    void withoutTurnThereIsNothingThatExpires() {
        assertThat(stun.expire()).isFalse();
        assertThat(turn.expire()).isTrue();
        assertThat(stun.forPeer("p_abc", 1).iceServers()).isEqualTo(stun.stunOnly());
    }

    @Test
    void credentialsAreReplacedWhileTheyStillServe() {
        assertThat(turn.renewAfterMs()).isEqualTo(2_880_000);
        assertThat(stun.withTurn(TURN, SECRET, 60).renewAfterMs()).isEqualTo(48_000);
    }

    @Test
    void noCredentialsLiveForMoreThanAnHour() {
        assertThatThrownBy(() -> stun.withTurn(TURN, SECRET, 3_601)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stun.withTurn(TURN, SECRET, 19)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stun.withTurn(List.of(), SECRET, 60)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSecretIsNeverShown() {
        assertThat(turn.toString()).doesNotContain(SECRET);
        assertThat(turn.forPeer("p_abc", 1).json().toString()).doesNotContain(SECRET);
    }
}
