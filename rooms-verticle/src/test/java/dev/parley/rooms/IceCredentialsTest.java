package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.IceServers;
import dev.parley.protocol.lane.Op;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Members have TURN credentials of their own that never run out while they are there. */
class IceCredentialsTest {
    private static final int TTL_SECONDS = 600;
    /** The latest moment of a renewal; the earliest is an eighth before. */
    private static final long RENEW_MS = 480_000;

    private static final long EARLIEST_MS = RENEW_MS / 8 * 7;

    private static final long START_MS = 1_000_000;

    private final Bench bench = new Bench(config(IceServers.ofStun(List.of("stun:stun.example"))
            .withTurn(List.of("turn:turn.example"), "0123456789abcdef0123456789abcdef", TTL_SECONDS)));

    private static RoomsConfig config(IceServers servers) {
        return new RoomsConfig(true, 8, 16, 600_000, 8, 4_096, 30_000, 3, 30_000, 15_000, servers);
    }

    private static String username(JsonNode iceServers) {
        return iceServers.path(iceServers.size() - 1).path("username").asText();
    }

    /** The members' gateways keep speaking for them. */
    private void live(long ms, Client... members) {
        for (long end = bench.now + ms; bench.now < end; ) {
            bench.live(Math.min(1_000, end - bench.now));
            for (Client member : members) {
                member.hold();
            }
        }
    }

    private static List<JsonNode> renewals(Client member) {
        return member.seen.stream()
                .filter(body -> body.path("type").asText().equals("ice-servers"))
                .toList();
    }

    private String expectedName(String peerId) {
        return bench.now / 1_000 + TTL_SECONDS + ":" + peerId;
    }

    @Test
    void whoJoinsIsToldItsOwn() {
        JsonNode told = bench.client("ada").join().path("iceServers");
        assertThat(told.path(0).toString()).isEqualTo("{\"urls\":[\"stun:stun.example\"]}");
        assertThat(username(told)).isEqualTo(expectedName("ada"));
        assertThat(told.path(1).path("credential").asText()).hasSize(28);
    }

    @Test
    void whoIsAdmittedIsToldItsOwnAndTheHostIsNot() {
        Client host = bench.member("host");
        host.ask(Op.UPDATE, "{'lobby':true}");
        Client bob = bench.client("bob");
        bob.ask(Op.JOIN, "{}");
        JsonNode answer = host.ask(Op.ADMIT, "{'peerId':'bob','allow':true}").reply();
        assertThat(answer.toString()).isEqualTo("{}");
        assertThat(username(bob.last().path("iceServers"))).isEqualTo(expectedName("bob"));
        assertThat(host.seen).noneMatch(body -> body.has("iceServers"));
    }

    @Test
    void theyAreReplacedBeforeTheyExpireAgainAndAgain() {
        Client ada = bench.member("ada");
        live(EARLIEST_MS - 1_000, ada);
        assertThat(renewals(ada)).isEmpty();
        while (renewals(ada).isEmpty() && bench.now < START_MS + RENEW_MS) {
            live(1_000, ada);
        }
        assertThat(renewals(ada)).hasSize(1);
        assertThat(renewals(ada).get(0).path("ttl").asInt()).isEqualTo(TTL_SECONDS);
        assertThat(username(renewals(ada).get(0).path("iceServers"))).isEqualTo(expectedName("ada"));
        live(RENEW_MS, ada);
        assertThat(renewals(ada)).hasSize(2);
        assertThat(ada.gaps).isEmpty();
    }

    @Test
    void aRepeatedJoinCountsAsTold() {
        Client ada = bench.member("ada");
        live(RENEW_MS / 2, ada);
        ada.join();
        live(RENEW_MS / 2, ada);
        assertThat(renewals(ada)).isEmpty();
        live(RENEW_MS, ada);
        assertThat(renewals(ada)).hasSize(1);
    }

    @Test
    void whoIsAwayWhenTheyAreDueIsToldWhenItIsBack() {
        Client ada = bench.member("ada");
        Client bob = bench.member("bob");
        live(EARLIEST_MS - 1_000, ada, bob);
        bob.detach(true);
        live(25_000, ada);
        assertThat(renewals(bob)).isEmpty();
        bob.resume("gateway.other.0");
        live(RENEW_MS - EARLIEST_MS - 20_000, ada, bob);
        assertThat(renewals(ada)).hasSize(1);
        assertThat(renewals(bob)).isEmpty();
        bob.resume("gateway.new.0");
        bob.attach();
        live(1_000, ada, bob);
        assertThat(renewals(bob)).hasSize(1);
        assertThat(username(renewals(bob).get(0).path("iceServers"))).endsWith(":bob");
    }

    /** How old they are a new owner does not know: at worst a fifth of their life is left. */
    @Test
    void aNewOwnerReplacesThemWithinWhatMayBeLeft() {
        Client ada = bench.member("ada");
        Client bob = bench.member("bob");
        live(EARLIEST_MS - 1_000, ada, bob);
        bench.takeOver();
        live(TTL_SECONDS * 1_000L / 5, ada, bob);
        assertThat(renewals(ada)).hasSize(1);
        assertThat(renewals(bob)).hasSize(1);
    }

    @Test
    void withoutTurnNothingIsPushed() {
        Bench plain = new Bench(config(IceServers.ofStun(List.of("stun:stun.example"))));
        Client ada = plain.client("ada");
        assertThat(ada.join().path("iceServers")).hasSize(1);
        ada.attach();
        for (int i = 0; i < 4_000; i++) {
            plain.live(1_000);
            ada.hold();
        }
        assertThat(renewals(ada)).isEmpty();
    }
}
