package dev.parley.system.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.client.RoomEvent;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import dev.parley.system.fixture.Member;
import dev.parley.system.fixture.Person;
import dev.parley.system.fixture.RawPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the command line shows of people, calls and what passes by in a running cluster. */
class OperatorLooksTest {
    @RegisterExtension
    static final LocalCluster NODES = LocalCluster.of(2);

    private static final String OFFER = "{\"type\":\"offer\",\"sdp\":\"v=0\"}";

    @TempDir
    Path folder;

    private Cli operator;

    @BeforeEach
    void operator() throws IOException {
        operator = with("people.request.get", "calls.request.get", "tap.>");
    }

    /** Who asks node 1, while what is asked for is mostly at node 0. */
    private Cli with(String... addresses) throws IOException {
        return Cli.with(
                folder, NODES.serviceToken("operator", addresses), NODES.node(1).url());
    }

    private String shown(String... words) {
        Cli.Said said = operator.run(words);
        assertThat(said.code()).as(said.err()).isZero();
        return said.out();
    }

    private static void assertRefused(String code, Cli.Said said) {
        assertThat(said.code()).as(said.out()).isEqualTo(1);
        assertThat(said.err()).contains("(" + code + ")").hasLineCount(1);
    }

    @Test
    void aUserIsShownAndWhetherItIsHere() throws IOException {
        Person alice = Person.register(NODES, 0, "alice");
        assertThat(shown("user", "show", alice.name)).contains(alice.name, "offline");
        RawPeer device = alice.device(0);
        Eventually.holds(
                () -> shown("user", "show", alice.name).contains("online"), () -> shown("user", "show", alice.name));
        device.close();
        assertRefused("user_unknown", operator.run("user", "show", "nobody-of-this-name"));
        assertRefused("access_denied", with("calls.request.get").run("user", "show", alice.name));
    }

    @Test
    void aCallIsShownWhileItRingsAndWhenItIsOver() throws IOException {
        Person alice = Person.register(NODES, 0, "alice");
        Person bob = Person.register(NODES, 1, "bob");
        RawPeer caller = alice.device(0);
        RawPeer called = bob.device(1);
        String callId = Person.invite(caller, "one", bob).path("callId").asText();
        called.awaitInbox("invitation");
        assertThat(shown("call", "show", callId)).contains(callId, alice.name, bob.name, "pending");
        caller.ask("calls.request.cancel", Person.call(callId));
        ObjectNode over = Json.object(Slice.utf8(shown("call", "show", callId, "--json")));
        assertThat(over.path("status").asText()).isEqualTo("cancelled");
        assertThat(over.path("createdBy").asText()).isEqualTo(alice.name);
        assertRefused("call_unknown", operator.run("call", "show", "c_0123456789abcdefghijkl"));
        assertRefused("access_denied", with("people.request.get").run("call", "show", callId));
    }

    @Test
    void aTapPrintsASignalAndEndsWhenItHasSeenEnough() throws IOException {
        String room = NODES.roomOwnedBy(0);
        Member ann = Member.join(NODES.crowd().open(0), room);
        Member ben = Member.join(NODES.crowd().open(0), room);
        ann.await(RoomEvent.PEER_JOINED, ben);
        CompletableFuture<Cli.Said> tap = CompletableFuture.supplyAsync(
                () -> operator.run("tap", "webrtc.signal." + room + ".*", "--count", "1"));
        Eventually.holds(
                () -> {
                    ann.send(ben, OFFER);
                    return tap.isDone();
                },
                () -> "the tap sees nothing");
        Cli.Said said = tap.join();
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out())
                .startsWith("tapping webrtc.signal." + room + ".* on [")
                .hasLineCount(2);
        assertThat(said.out().lines().toList().get(1))
                .contains(NODES.node(0).id(), "signal", ann.id() + " → " + ben.id() + " #", "offer", " B")
                .doesNotContain("v=0");
        nobodyTapsAnyMore();
    }

    private static void nobodyTapsAnyMore() {
        Bustle node = new Bustle(NODES.crowd(), NODES.node(0).url());
        Eventually.holds(
                () -> node.get("/metrics").contains("\nparley_taps 0.0\n"),
                () -> "the tap of a program that has ended is still filled");
    }

    @Test
    void aTapThatTheTokenDoesNotCoverIsRefused() throws IOException {
        Cli narrow = with("tap.rooms.events.*");
        assertRefused("access_denied", narrow.run("tap", "webrtc.signal.>", "--for", "20"));
        assertRefused("access_denied", narrow.run("tap", "rooms.events.demo", "--raw", "--for", "20"));
        Cli.Said quiet = narrow.run("tap", "rooms.events.demo", "--for", "1");
        assertThat(quiet.code()).as(quiet.err()).isZero();
        assertThat(quiet.out()).contains("tapping rooms.events.demo");
    }
}
