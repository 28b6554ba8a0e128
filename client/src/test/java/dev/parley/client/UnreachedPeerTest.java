package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was accepted for somebody whose connection is lost waits at one owner only. */
class UnreachedPeerTest {
    private static final long LONG_MS = 120_000;

    private final ManualLoop loop = new ManualLoop();
    private final ScriptedServer server = new ScriptedServer();
    private Room room;

    @BeforeEach
    void joinARoom() {
        ParleyClient client = new ParleyClient(loop, server, ClientOptions.of("http://a"), ClientListener.SILENT);
        client.open();
        server.link().opens(false, "[]");
        var joined = client.join("r", new Recorder());
        server.link().letsIn("r");
        room = joined.result();
    }

    @Test
    void itIsSentAgainToANewOwnerHoweverOldItIs() {
        connection("b", "lost", 1);
        room.send("b", "1");
        server.link().reply(server.link().takeSignals().get(0), "{\"accepted\":true}");
        pass();
        newOwner(5);
        assertThat(server.link().takeSignals()).hasSize(1);
    }

    @Test
    void onceItIsBackWhatIsOldIsForgotten() {
        connection("b", "lost", 1);
        room.send("b", "1");
        server.link().reply(server.link().takeSignals().get(0), "{\"accepted\":true}");
        connection("b", "back", 2);
        pass();
        newOwner(5);
        room.send("b", "2");
        assertThat(server.link().takeSignals()).as("the new one alone").hasSize(1);
    }

    @Test
    void ifItLeftByLosingTheConnectionItsSignalsStayForAWhile() {
        connection("b", "lost", 1);
        room.send("b", "1");
        server.link().reply(server.link().takeSignals().get(0), "{\"accepted\":true}");
        pass(LONG_MS);
        server.link().event("r", "peer-left", "e1", 2, ",\"peerId\":\"b\",\"reason\":\"timeout\"");
        pass(50_000);
        newOwner(5);
        assertThat(server.link().takeSignals()).hasSize(1);
    }

    @Test
    void butNotForEver() {
        connection("b", "lost", 1);
        room.send("b", "1");
        server.link().reply(server.link().takeSignals().get(0), "{\"accepted\":true}");
        server.link().event("r", "peer-left", "e1", 2, ",\"peerId\":\"b\",\"reason\":\"timeout\"");
        pass(LONG_MS);
        newOwner(5);
        assertThat(server.link().takeSignals()).isEmpty();
    }

    @Test
    void ifANewOwnerHasNotHeardOfItItsSignalsStayForAWhile() {
        room.send("b", "1");
        server.link().event("r", "resync", "e2", 1, ",\"peers\":[]");
        server.link().takeSignals().forEach(frame -> server.link().reply(frame, "{\"accepted\":true}"));
        pass(50_000);
        server.link().event("r", "resync", "e3", 1, ",\"peers\":[" + ScriptedServer.Connected.peer("b", 2) + "]");
        assertThat(server.link().takeSignals()).hasSize(1);
    }

    private void pass() {
        pass(LONG_MS);
    }

    private void pass(long ms) {
        for (int i = 0; i < ms / 1_000; i++) {
            loop.pass(1_000);
            server.link().frame("{\"type\":\"pong\"}");
        }
    }

    private void connection(String peer, String state, long seq) {
        server.link()
                .event("r", "peer-updated", "e1", seq, ",\"peerId\":\"" + peer + "\",\"connection\":\"" + state + "\"");
    }

    private void newOwner(long seq) {
        String peers = ScriptedServer.Connected.peer("a", 1) + "," + ScriptedServer.Connected.peer("b", 2);
        server.link().event("r", "resync", "e2", seq, ",\"peers\":[" + peers + "]");
    }
}
