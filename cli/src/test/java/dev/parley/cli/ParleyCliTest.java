package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.node.config.ConfigLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ParleyCliTest {
    @TempDir
    Path folder;

    private final ScriptedServer server = new ScriptedServer();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final long begun = System.nanoTime();
    private Path token;

    @BeforeEach
    void token() throws IOException {
        token = Files.writeString(folder.resolve("token"), "abc.def.ghi\n");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private int run(String... words) {
        CommandLine command = ParleyCli.command();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(words);
    }

    private int ask(String... words) {
        String[] where = {"--url", server.url() + "/", "--token-file", token.toString()};
        return run(Stream.concat(Arrays.stream(words), Arrays.stream(where)).toArray(String[]::new));
    }

    @Test
    void aRoomIsClosedAndAPeerPutOutWithTheTokenOfTheFile() {
        server.on("DELETE /api/v1/rooms/demo", "").on("DELETE /api/v1/rooms/demo/peers/p_%2F1", "");
        assertThat(ask("room", "close", "demo")).as(err.toString()).isZero();
        assertThat(ask("room", "kick", "demo", "p_/1")).as(err.toString()).isZero();
        assertThat(server.asked)
                .containsExactly(
                        "DELETE /api/v1/rooms/demo Bearer abc.def.ghi",
                        "DELETE /api/v1/rooms/demo/peers/p_%2F1 Bearer abc.def.ghi");
    }

    @Test
    void allPagesOfRoomsAreOneTableInWhichNobodyMovesTheCursor() {
        server.on(
                        "GET /api/v1/rooms?limit=200",
                        "{\"rooms\":[{\"roomId\":\"a\",\"name\":\"\\u001b[2J\",\"peers\":2,\"maxPeers\":8,\"locked\":true}],\"cursor\":\"a\"}")
                .on(
                        "GET /api/v1/rooms?limit=200&cursor=a",
                        "{\"rooms\":[{\"roomId\":\"b\",\"name\":\"Küche\",\"peers\":0,\"maxPeers\":8,\"owner\":{\"username\":\"ada\"}}],\"cursor\":null}");
        assertThat(ask("room", "list")).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "ROOM  NAME   PEERS  GUARD   OWNER",
                        "a     ?[2J   2/8    locked  -",
                        "b     Küche  0/8    -       ada");
    }

    @Test
    void aRoomIsShownWithItsPeersAsJson() {
        server.on("GET /api/v1/rooms/demo", "{\"roomId\":\"demo\",\"peers\":1}")
                .on("GET /api/v1/rooms/demo/peers", "{\"peers\":[{\"peerId\":\"p_1\"}]}");
        assertThat(ask("room", "show", "demo", "--json")).isZero();
        assertThat(out.toString().replaceAll("\\s", ""))
                .isEqualTo("{\"roomId\":\"demo\",\"peers\":[{\"peerId\":\"p_1\"}]}");
    }

    @Test
    void callsAndUsersAreShown() {
        server.on("GET /api/v1/calls/c_1", "{\"callId\":\"c_1\",\"status\":\"missed\",\"endedAt\":null}")
                .on("GET /api/v1/people/zo%C3%AB", "{\"username\":\"zoë\",\"presence\":\"online\"}");
        assertThat(ask("call", "show", "c_1")).as(err.toString()).isZero();
        assertThat(ask("user", "show", "zoë")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("status   missed", "endedAt  -", "presence  online");
    }

    @Test
    void whatTheServerRefusesIsOneSentenceWithItsCode() {
        assertThat(ask("room", "show", "nowhere")).isEqualTo(ParleyCli.REFUSED);
        assertThat(err.toString()).isEqualTo("parley: There is no such room. (room_unknown)\n");
    }

    @Test
    void aTapShowsWhatPassesUntilItHasSeenEnough() {
        server.push(
                "{\"type\":\"tapping\",\"pattern\":\"webrtc.signal.>\",\"nodes\":[\"n1\"]}",
                "{\"type\":\"signal\",\"at\":1760000000123,\"node\":\"n2\",\"address\":\"webrtc.signal.demo.p_B\",\"from\":\"p_A\",\"to\":\"p_B\",\"id\":7,\"bytes\":1403,\"kind\":\"offer\",\"data\":{\"type\":\"offer\"}}",
                "{\"type\":\"dropped\",\"at\":1760000000124,\"node\":\"n2\",\"count\":8}");
        assertThat(ask("tap", "webrtc.signal.>", "--count", "2"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .startsWith("tapping webrtc.signal.>")
                .contains("p_A → p_B #7  offer  1403 B  {\"type\":\"offer\"}", "n2 dropped 8");
        assertThat(server.frames.get(0)).contains("abc.def.ghi");
        assertThat(server.frames.get(1)).contains("\"headers\":{\"pattern\":\"webrtc.signal.>\"}");
    }

    @Test
    void aTapEndsWhenNobodyReadsWhatItPrints() throws IOException {
        // as when head has ended
        Writer pipe = Writer.nullWriter();
        pipe.close();
        server.push("{\"type\":\"dropped\",\"at\":1760000000124,\"node\":\"n2\",\"count\":8}");
        CommandLine command = ParleyCli.command();
        command.setOut(new PrintWriter(pipe)).setErr(new PrintWriter(err, true));
        assertThat(command.execute("tap", ">", "--url", server.url(), "--token-file", token.toString(), "--for", "20"))
                .as(err.toString())
                .isZero();
        assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(15));
    }

    @Test
    void theDefaultsAreAFileThatANodeStartsWith() throws IOException {
        assertThat(run("config", "defaults")).isZero();
        Path file = Files.writeString(folder.resolve("all.yaml"), out.toString());
        assertThat(ConfigLoader.load(Optional.of(file), Map.of(), folder).http().port())
                .isEqualTo(8080);
        assertThat(out.toString()).contains("# Port to listen on; 0 takes a free one.");
    }

    @Test
    void whatIsPrintedOfAConfigurationHoldsNoSecret() throws IOException {
        Path file = Files.writeString(
                folder.resolve("parley.yaml"),
                "secret: 0123456789abcdef0123456789abcdef\nhttp: {port: 9}\ndatabase: {url: 'postgresql://u:pass@h/d'}\n");
        assertThat(run("config", "print", "--config", file.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("port: 9", "(set, not shown)").doesNotContain("0123456789abcdef", "pass@");
        assertThat(run("config", "check", "--config", file.toString()))
                .as(err.toString())
                .isZero();
    }

    @Test
    void aWrongConfigurationIsNamedAndEndsWithTwo() throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.yaml"), "http: {prot: 9}\n");
        assertThat(run("config", "check", "--config", file.toString())).isEqualTo(ParleyCli.WRONG_CALL);
        assertThat(err.toString()).contains("prot").hasLineCount(1);
    }

    @Test
    void tokensAndKeysAreMadeAsByTheNode() throws IOException {
        Path file = Files.writeString(folder.resolve("p.yaml"), "secret: 0123456789abcdef0123456789abcdef\n");
        assertThat(run("token", "--user", "operator", "--service", "nodes", "--config", file.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString().strip().split("\\.")).hasSize(3);
        assertThat(run("keys", "generate", "--alg", "ES256")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("BEGIN PRIVATE KEY", "BEGIN PUBLIC KEY");
    }

    @Test
    void helpHasExamplesAndCompletionKnowsTheCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Examples:", "parley doctor", "Exit codes:");
        assertThat(run("completion")).isZero();
        assertThat(out.toString()).contains("_picocli_parley_room", "drain");
        assertThat(run("room")).isEqualTo(ParleyCli.WRONG_CALL);
        assertThat(run("tap")).isEqualTo(ParleyCli.WRONG_CALL);
    }

    @Test
    void aStunServerIsToldFromSilence() {
        assertThat(StunProbe.failure("turn:127.0.0.1:9?transport=tcp")).contains("refused");
        assertThat(StunProbe.failure("http://127.0.0.1")).contains("no address of a STUN");
    }
}
