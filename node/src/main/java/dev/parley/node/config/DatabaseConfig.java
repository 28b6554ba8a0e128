package dev.parley.node.config;

/** PostgreSQL. Without {@code url} and {@code host} the node runs one of its own in its data folder. */
public record DatabaseConfig(
        @Doc(value = "postgresql://user:password@host:port/database; also DATABASE_URL.") Credential url,
        @Doc(value = "Host of the server, when there is no url; also DB_HOST.") String host,
        @Doc(value = "Its port, 1 to 65535; also DB_PORT.", byDefault = "5432") int port,
        @Doc(value = "The database's name; also DB_NAME.", byDefault = "parley") String name,
        @Doc(value = "Whom to log in as; also DB_USER.", byDefault = "parley") String user,
        @Doc(value = "The password of that user; also DB_PASSWORD.") Credential password,
        @Doc(value = "Connections of this node, 1 to 200.", byDefault = "8") int poolSize) {

    public DatabaseConfig {
        Check.range("database.port", port, 1, 65_535);
        Check.range("database.poolSize", poolSize, 1, 200);
        check("database.name", name);
        check("database.user", user);
        if (host != null) {
            Check.text("database.host", host, Addresses::isHost, Addresses.HOST_ALLOWED);
        }
        if (password != null && !isPrintable(password.value())) {
            throw new ConfigException("database.password", "it holds control characters");
        }
        if (url != null && !url.value().matches("postgres(ql)?://\\P{Cntrl}+")) {
            throw new ConfigException("database.url", "it is no postgresql://user:password@host:port/database");
        }
        if (url != null && host != null) {
            throw new ConfigException(
                    "database.url, database.host",
                    "both are set; allowed: the url, or host, port, name, user, password");
        }
    }

    private static void check(String key, String text) {
        Check.text(key, text, DatabaseConfig::isPrintable, "a text without control characters");
    }

    private static boolean isPrintable(String text) {
        return text.matches("\\P{Cntrl}+");
    }

    /** Whether the node runs a PostgreSQL of its own. */
    public boolean isEmbedded() {
        return url == null && host == null;
    }
}
