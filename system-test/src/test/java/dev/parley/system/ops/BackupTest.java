package dev.parley.system.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import dev.parley.system.fixture.Person;
import dev.parley.system.fixture.RawPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's commands that back the database up and restore it, with Debian's PostgreSQL. */
class BackupTest {
    private static final String SECRET = Ids.random(32);
    /** Every row and every object, as text; what begins with a backslash is random. */
    private static final String COMPARE =
            """
            pg_dump "$BEFORE" | grep -v '^\\\\' > before.sql
            pg_dump "$DATABASE_URL" | grep -v '^\\\\' > after.sql
            diff before.sql after.sql
            grep -c '^COPY public.users' after.sql
            """;

    @TempDir
    Path folder;

    private String callId;
    private String roomId;

    @Test
    void whatWasDumpedIsThereAgainInAnotherDatabase() throws IOException, InterruptedException {
        List<String> blocks = OperatingGuide.blocks("tried backup");
        assertThat(blocks).hasSize(2);
        try (DebianPostgres postgres = DebianPostgres.start()) {
            String first = postgres.create("first");
            String second = postgres.create("second");
            Person alice = live(first);
            OperatingGuide guide = new OperatingGuide(folder);
            guide.run(blocks.get(0), Map.of("DATABASE_URL", first));
            // over an empty one, and over one that has everything
            String restore = blocks.get(1) + blocks.get(1) + COMPARE;
            guide.run(restore, Map.of("DATABASE_URL", second, "BEFORE", first));
            findAgain(second, alice);
        }
    }

    private static LocalCluster nodes(String database) {
        return LocalCluster.of(1)
                .with("PARLEY_SECRET", SECRET)
                .with("PARLEY_DATABASE_URL", database)
                .start();
    }

    /** Accounts, a call and a room. */
    private Person live(String database) {
        try (LocalCluster nodes = nodes(database)) {
            Person alice = Person.register(nodes, 0, "alice");
            Person bob = Person.register(nodes, 0, "bob");
            RawPeer device = alice.device(0);
            callId = Person.invite(device, "one", bob).path("callId").asText();
            device.ask("calls.request.cancel", Person.call(callId));
            roomId = device.ask("rooms.request.create", Json.newObject().put("name", "Küche"))
                    .path("roomId")
                    .asText();
            Eventually.holds(() -> cancelled(device), () -> "the call is not in the history");
            nodes.stop(0);
            return alice;
        }
    }

    private boolean cancelled(RawPeer device) {
        JsonNode latest = device.ask("calls.request.history", Json.newObject())
                .path("calls")
                .path(0);
        return latest.path("callId").asText().equals(callId)
                && latest.path("status").asText().equals("cancelled");
    }

    /** By nodes that know nothing but the restored database and the secret. */
    private void findAgain(String database, Person alice) {
        try (LocalCluster nodes = nodes(database)) {
            String url = nodes.node(0).url();
            RawPeer device = RawPeer.open(nodes.crowd(), url, Json.newObject().put("token", alice.token));
            assertThat(cancelled(device)).isTrue();
            ObjectNode room = device.ask("rooms.request.get", Json.newObject().put("roomId", roomId));
            assertThat(room.path("name").asText()).isEqualTo("Küche");
            assertThat(room.at("/owner/username").asText()).isEqualTo(alice.name);
            RawPeer other = RawPeer.connect(nodes.crowd(), url);
            ObjectNode login = Person.credentials(alice.name, Person.PASSWORD);
            assertThat(other.ask("auth.request.login", login).at("/user/id").asText())
                    .isEqualTo(alice.id);
            assertThat(other.refusal("auth.request.register", login)).isEqualTo("name_taken");
            Person.register(nodes, 0, "carol");
        }
    }
}
