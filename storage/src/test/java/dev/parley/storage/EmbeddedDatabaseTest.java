package dev.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    @TempDir
    Path folder;

    @Test
    void binariesThatWereUnpackedInPartAreNotInTheWayOfTheNextStart() throws Exception {
        Path part = Files.createDirectories(folder.resolve("binaries/PG-part/lib"));
        Path whole = Files.createDirectories(folder.resolve("binaries/PG-whole"));
        Files.createFile(part.resolve("libpq.so"));
        Files.createFile(whole.resolve(".exists"));
        DataFolder opened = DataFolder.open(folder);
        try {
            opened.discardUnfinished();
        } finally {
            opened.close();
        }
        assertThat(part.getParent()).doesNotExist();
        assertThat(whole.resolve(".exists")).exists();
    }

    @Test
    void whatIsWrittenSurvivesARestart() throws Exception {
        String password;
        try (EmbeddedDatabase first = EmbeddedDatabase.start(folder, 0)) {
            password = first.settings().password();
            execute(first.settings(), "CREATE TABLE kept (word text)");
            execute(first.settings(), "INSERT INTO kept VALUES ('hello')");
            assertThat(ask(first.settings(), "SHOW fsync")).isEqualTo("on");
            assertThat(ask(first.settings(), "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(first.settings(), "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(first.settings(), "SELECT usesuper FROM pg_user WHERE usename = current_user"))
                    .isEqualTo("f");
        }
        try (EmbeddedDatabase second = EmbeddedDatabase.start(folder, 0)) {
            assertThat(second.settings().password()).isEqualTo(password);
            assertThat(ask(second.settings(), "SELECT word FROM kept")).isEqualTo("hello");
        }
    }

    @Test
    void nobodyComesInWithoutThePasswordAndOnlyTheOwnerReadsIt() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
            DatabaseSettings right = database.settings();
            for (String user : new String[] {"parley", "postgres"}) {
                DatabaseSettings wrong = DatabaseSettings.of(
                        right.host(), right.port(), "postgres", user, "guess", DatabaseSettings.Tls.DISABLE);
                assertThatThrownBy(() -> ask(wrong, "SELECT 1"))
                        .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                                .isEqualTo("28P01"));
            }
            assertThat(permissions(folder.resolve("password"))).isEqualTo("rw-------");
            assertThat(permissions(folder)).isEqualTo("rwx------");
        }
    }

    @Test
    void aFolderHasOneServerAndAPortHasOneToo() throws Exception {
        try (EmbeddedDatabase first = EmbeddedDatabase.start(folder.resolve("one"), 0)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> EmbeddedDatabase.start(folder.resolve("one"), 0))
                    .withMessageContaining("Another process runs");
            assertThatIllegalStateException()
                    .isThrownBy(() -> EmbeddedDatabase.start(
                            folder.resolve("two"), first.settings().port()))
                    .withMessageContaining("in use");
            assertThat(ask(first.settings(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aServerWhoseProcessWasKilledIsFoundAndReplaced() throws Exception {
        int port = freePort();
        Process killed = process(port);
        DatabaseSettings settings = ready(killed);
        execute(settings, "CREATE TABLE kept (word text)");
        execute(settings, "INSERT INTO kept VALUES ('hello')");
        long orphan = postmaster();
        killed.destroyForcibly().waitFor();
        assertThat(runs(orphan)).as("the server outlives its process").isTrue();

        Process next = process(port);
        assertThat(ask(ready(next), "SELECT word FROM kept")).isEqualTo("hello");
        long now = postmaster();
        assertThat(now).isNotEqualTo(orphan);

        next.destroy();
        assertThat(next.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(runs(now)).as("SIGTERM stops the server").isFalse();
    }

    @Test
    void theProcessEndsWithItsServer() throws Exception {
        Process process = process(0);
        ready(process);

        ProcessHandle.of(postmaster()).orElseThrow().destroyForcibly();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
    }

    private Process process(int port) throws Exception {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedDatabaseProcess.class.getName(),
                        "--data",
                        folder.toString(),
                        "--port",
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static DatabaseSettings ready(Process process) throws Exception {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        assertThat(line).startsWith("ready postgresql://");
        return DatabaseSettings.parse(line.substring("ready ".length()));
    }

    private long postmaster() throws Exception {
        return Long.parseLong(
                Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0));
    }

    /** A process that ended has no folder any more, also before it is reaped. */
    private static boolean runs(long pid) {
        try {
            Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"));
            return true;
        } catch (IOException ended) {
            return false;
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void execute(DatabaseSettings settings, String sql) throws SQLException {
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(DatabaseSettings settings, String sql) throws SQLException {
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(DatabaseSettings settings) throws SQLException {
        return DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
    }
}
