package dev.parley.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A real PostgreSQL that this process starts and stops, for those who have none: its binaries come with the class path,
 * its data stays in one folder, it listens on the loopback only and asks for a password that only the folder's owner can
 * read. Blocking; for the thread that starts the process.
 *
 * <p>A folder has one process at a time. A PostgreSQL that was left behind when its process was killed is stopped first.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final String BINARIES = "/postgres-linux-x86_64.txz";
    private static final String HOST = "127.0.0.1";
    /** Owns its database and nothing else: not the superuser, which could read the server's files. */
    private static final String NAME = "parley";

    private static final Duration START_UP = Duration.ofSeconds(30);

    private final DataFolder folder;
    private final EmbeddedPostgres postgres;
    private final DatabaseSettings settings;
    private final ProcessHandle postmaster;

    private EmbeddedDatabase(DataFolder folder, EmbeddedPostgres postgres, String password) {
        this.folder = folder;
        this.postgres = postgres;
        this.settings =
                DatabaseSettings.of(HOST, postgres.getPort(), NAME, NAME, password, DatabaseSettings.Tls.DISABLE);
        this.postmaster = folder.postmaster()
                .orElseThrow(() ->
                        new IllegalStateException("PostgreSQL ended right after its start; see " + folder.log() + "."));
    }

    /**
     * @param dataFolder made when it does not exist, readable for its owner only
     * @param port on the loopback; 0 for any that is free
     * @throws IllegalStateException with a sentence for the operator
     */
    public static EmbeddedDatabase start(Path dataFolder, int port) {
        DataFolder folder = DataFolder.open(dataFolder);
        try {
            folder.stopOrphan();
            refuseTaken(port);
            String password = folder.password();
            folder.discardUnfinished();
            EmbeddedDatabase started = new EmbeddedDatabase(folder, postgres(folder, port, password), password);
            started.createDatabase();
            folder.markFinished();
            return started;
        } catch (IOException | SQLException | RuntimeException | ExceptionInInitializerError failed) {
            folder.stopOrphan();
            folder.close();
            throw new IllegalStateException(
                    "The embedded PostgreSQL did not start in " + dataFolder + ": " + failed.getMessage()
                            + " Its log is " + folder.log() + ".",
                    failed);
        }
    }

    /** Where it is, with the password. */
    public DatabaseSettings settings() {
        return settings;
    }

    /** {@code postgresql://user:password@host:port/database}, as {@link DatabaseSettings#parse} reads it. Not for logs. */
    public String address() {
        return settings.address();
    }

    /** Returns when the server has ended, by whomever. */
    void awaitEnd() {
        folder.awaitEnd(postmaster, Long.MAX_VALUE);
    }

    ProcessHandle postmaster() {
        return postmaster;
    }

    /** Ends open connections, writes everything out and stops the server; 20 s at most. */
    @Override
    public void close() {
        try {
            postgres.close();
            folder.stopOrphan();
        } catch (IOException failed) {
            throw new IllegalStateException("The embedded PostgreSQL could not be stopped.", failed);
        } finally {
            folder.close();
        }
    }

    private static EmbeddedPostgres postgres(DataFolder folder, int port, String password) throws IOException {
        return EmbeddedPostgres.builder()
                .setPgBinaryResolver((system, hardware) -> binaries())
                .setDataDirectory(folder.data())
                // the library's default is a folder below /tmp that everybody may write to
                .setOverrideWorkingDirectory(folder.binaries().toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(START_UP)
                .setOutputRedirector(
                        ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
                // "locale" settings are initdb's options: the later of two --auth wins over the library's "trust"
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", folder.passwordFile().toString())
                .setLocaleConfig("locale", "C")
                .setConnectConfig("password", password)
                .setServerConfig("listen_addresses", HOST)
                .setServerConfig("unix_socket_directories", "")
                // the library is made for tests and would rather be fast than durable
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .start();
    }

    /** The library refuses a class path that names the same file twice, as manifests of jars may. */
    private static InputStream binaries() throws IOException {
        InputStream binaries = EmbeddedDatabase.class.getResourceAsStream(BINARIES);
        if (binaries == null || !System.getProperty("os.arch").equals("amd64")) {
            throw new IOException(
                    "there is a PostgreSQL of its own for Linux on x86-64 only; name a server: DATABASE_URL=postgresql://…");
        }
        return binaries;
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (isEmpty(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
                // the password is base64url: nothing in it needs to be escaped
                statement.execute("CREATE ROLE " + NAME + " LOGIN CREATEDB PASSWORD '" + settings.password() + "'");
            }
            if (isEmpty(statement, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
                statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
            }
        }
    }

    private static boolean isEmpty(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }

    /** Otherwise one would wait in vain for a server whose port is another's. */
    private static void refuseTaken(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
        } catch (IOException taken) {
            throw new IllegalStateException("Port " + port + " is in use. Choose another.", taken);
        }
    }
}
