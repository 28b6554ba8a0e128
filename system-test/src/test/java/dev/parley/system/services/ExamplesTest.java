package dev.parley.system.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Ids;
import dev.parley.system.fixture.DebianPackage;
import dev.parley.system.fixture.LocalCluster;
import dev.parley.system.fixture.RawPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The examples of back ends, each as a process of its own: what it prints, and what it does to a room with a member. */
class ExamplesTest {
    @RegisterExtension
    static final ServicesCluster CLUSTER = new ServicesCluster();

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path EXAMPLES = ROOT.resolve("docs/examples");

    @TempDir
    Path folder;

    private final String room = "example-" + Ids.random(6);

    @Test
    void pythonOverTcp() throws Exception {
        DebianPackage.require("python3", "python3", "--version");
        Map<String, String> where =
                Map.of("PARLEY_TCP", "127.0.0.1:" + CLUSTER.get().node(1).servicesPort());
        works(List.of("python3", EXAMPLES.resolve("python-tcp/rooms.py").toString()), where);
    }

    @Test
    void nodeOverWebSocket() throws Exception {
        for (String file : List.of("rooms.js", "package.json")) {
            Files.copy(EXAMPLES.resolve("node-websocket").resolve(file), folder.resolve(file));
        }
        Path modules = folder.resolve("node_modules");
        Files.createSymbolicLink(modules, ROOT.resolve("web-client/node_modules"));
        works(
                List.of("node", folder.resolve("rooms.js").toString()),
                Map.of("PARLEY_URL", CLUSTER.get().node(2).url()));
        Files.delete(modules);
    }

    @Test
    void javaInTheCluster() throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                "com.example.rooms.RoomsApp");
        LocalCluster cluster = CLUSTER.get();
        works(
                command,
                Map.of(
                        "PARLEY_CLUSTER_FILE", ROOT.resolve("cluster.xml").toString(),
                        "PARLEY_CLUSTER_NAME", cluster.name(),
                        "PARLEY_CLUSTER_MEMBERS", cluster.member(0)));
    }

    private void works(List<String> command, Map<String, String> where) throws Exception {
        RawPeer member =
                RawPeer.open(CLUSTER.get().crowd(), CLUSTER.get().node(0).url());
        member.register(room);
        member.join(room);
        assertThat(run(command, where, "list")).contains(room + " 1 unlisted\n");
        assertThat(run(command, where, "broadcast", room, "Grüße an alle")).endsWith("told 1\n");
        JsonNode told = member.await(f -> f.at("/body/type").asText().equals("broadcast"), "broadcast");
        assertThat(told.at("/body/data/text").asText()).isEqualTo("Grüße an alle");
        assertThat(told.at("/body/from/service").asText()).isEqualTo("crm");
        assertThat(run(command, where, "close", room)).endsWith("closed " + room + "\n");
        member.await(f -> f.at("/body/type").asText().equals("room-closed"), "end of the room");
        assertThat(run(command, where, 1, "close", room)).contains("room_unknown");
    }

    private String run(List<String> command, Map<String, String> where, String... args) throws Exception {
        return run(command, where, 0, args);
    }

    /** What it printed, output and errors. */
    private String run(List<String> command, Map<String, String> where, int exit, String... args)
            throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(args));
        Path printed = Files.createTempFile(folder, "printed", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(printed.toFile());
        builder.environment().putAll(where);
        builder.environment().put("PARLEY_TOKEN", CLUSTER.get().serviceToken("crm", "rooms.request.*"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Dsun.jnu.encoding=UTF-8 -Dfile.encoding=UTF-8");
        Process process = builder.start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(printed);
        assertThat(ended).as(text).isTrue();
        assertThat(process.exitValue()).as(text).isEqualTo(exit);
        return text;
    }
}
