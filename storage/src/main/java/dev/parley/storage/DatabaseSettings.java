package dev.parley.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the database is and how hard a node may lean on it.
 *
 * @param host name or address
 * @param port TCP port
 * @param password empty for none; never part of {@link #toString}
 * @param tls whether and how the server's identity is checked
 * @param poolSize connections of one node, at most
 * @param waitQueue calls that may wait for a connection; one more is refused at once
 * @param callTimeoutMs after so many milliseconds a call fails, whatever it was waiting for
 * @param idleMs a connection that was idle for so long is closed
 * @param maxLifetimeMs a connection is replaced after so long
 * @param statementTimeoutMs the server itself ends a statement after so long; less than {@code callTimeoutMs}
 */
public record DatabaseSettings(
        String host,
        int port,
        String database,
        String user,
        String password,
        Tls tls,
        int poolSize,
        int waitQueue,
        int callTimeoutMs,
        int idleMs,
        int maxLifetimeMs,
        int statementTimeoutMs) {

    private static final int DEFAULT_PORT = 5432;

    /** {@code sslmode} of the address: plain text, encrypted, or encrypted with the server's certificate checked. */
    public enum Tls {
        DISABLE,
        REQUIRE,
        VERIFY_FULL
    }

    public DatabaseSettings {
        if (poolSize < 1 || waitQueue < 1 || idleMs < 1 || maxLifetimeMs < 1 || statementTimeoutMs < 1) {
            throw new IllegalArgumentException("The database's pool size, wait queue and times must be at least 1.");
        }
        if (statementTimeoutMs >= callTimeoutMs) {
            throw new IllegalArgumentException("The database's statement time-out must be shorter than a call's.");
        }
    }

    /** Those of an address, with the defaults: 8 connections, 200 waiting, answers within 2.9 s. */
    public static DatabaseSettings of(String host, int port, String database, String user, String password, Tls tls) {
        return new DatabaseSettings(
                host, port, database, user, password, tls, 8, 200, 2_900, 60_000, 30 * 60_000, 2_500);
    }

    /**
     * Reads {@code postgresql://user:password@host:port/database?sslmode=disable|require|verify-full}; user and password
     * may be percent-encoded.
     *
     * @throws IllegalArgumentException with a sentence that does not repeat the address, since a password is in it
     */
    public static DatabaseSettings parse(String address) {
        URI uri = uri(address);
        String scheme = String.valueOf(uri.getScheme());
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (!(scheme.equals("postgresql") || scheme.equals("postgres")) || uri.getHost() == null || path.length() < 2) {
            throw malformed();
        }
        String[] login = (uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo()).split(":", 2);
        if (login[0].isEmpty()) {
            throw malformed();
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        String password = login.length < 2 ? "" : decoded(login[1]);
        return of(uri.getHost(), port, decoded(path.substring(1)), decoded(login[0]), password, tls(uri));
    }

    public DatabaseSettings withDatabase(String name) {
        return new DatabaseSettings(
                host,
                port,
                name,
                user,
                password,
                tls,
                poolSize,
                waitQueue,
                callTimeoutMs,
                idleMs,
                maxLifetimeMs,
                statementTimeoutMs);
    }

    public DatabaseSettings withPool(int size, int queue) {
        return new DatabaseSettings(
                host,
                port,
                database,
                user,
                password,
                tls,
                size,
                queue,
                callTimeoutMs,
                idleMs,
                maxLifetimeMs,
                statementTimeoutMs);
    }

    /** The address with the password in it. Not for logs. */
    String address() {
        return "postgresql://" + user + ':' + password + '@' + host + ':' + port + '/' + database;
    }

    String jdbcUrl() {
        return "jdbc:postgresql://" + host + ':' + port + '/' + database;
    }

    @Override
    public String toString() {
        return "postgresql://" + user + '@' + host + ':' + port + '/' + database;
    }

    private static Tls tls(URI uri) {
        Map<String, String> parameters = parameters(uri);
        String mode = parameters.getOrDefault("sslmode", "disable");
        parameters.remove("sslmode");
        if (!parameters.isEmpty()) {
            throw new IllegalArgumentException(
                    "The database's address takes the parameter sslmode only, not " + parameters.keySet() + ".");
        }
        return switch (mode) {
            case "disable" -> Tls.DISABLE;
            case "require" -> Tls.REQUIRE;
            case "verify-full" -> Tls.VERIFY_FULL;
            default -> throw new IllegalArgumentException("sslmode must be disable, require or verify-full.");
        };
    }

    private static Map<String, String> parameters(URI uri) {
        Map<String, String> parameters = new HashMap<>();
        if (uri.getRawQuery() != null) {
            for (String part : uri.getRawQuery().split("&")) {
                String[] pair = part.split("=", 2);
                parameters.put(decoded(pair[0]), pair.length < 2 ? "" : decoded(pair[1]));
            }
        }
        return parameters;
    }

    private static URI uri(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException malformed) {
            throw malformed();
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "The database's address must be postgresql://user:password@host:port/database; special characters of user and password are percent-encoded.");
    }

    /** Percent signs only: a plus is a plus in a URI. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
