package dev.parley.storage;

import java.nio.file.Path;

/**
 * {@code --data FOLDER --port PORT}: runs the embedded PostgreSQL as a process of its own, for the nodes of one machine.
 * Prints one line, {@code ready postgresql://…}, when it takes connections; ends at SIGTERM with the server stopped, and
 * with status 1 when the server ends by itself or does not start.
 */
public final class EmbeddedDatabaseProcess {
    private EmbeddedDatabaseProcess() {}

    public static void main(String[] arguments) {
        try {
            run(arguments);
        } catch (IllegalStateException | IllegalArgumentException failed) {
            System.err.println(failed.getMessage());
        }
        // also ends the library's threads; a shutdown that is under way goes on undisturbed
        System.exit(1);
    }

    /** Returns when the server has ended. */
    private static void run(String[] arguments) {
        EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(value(arguments, "--data")), port(arguments));
        Runtime.getRuntime().addShutdownHook(new Thread(database::close, "stop-postgresql"));
        System.out.println("ready " + database.address());
        database.awaitEnd();
        System.err.println("PostgreSQL has ended.");
    }

    private static int port(String[] arguments) {
        String text = value(arguments, "--port");
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw usage();
        }
        return Integer.parseInt(text);
    }

    private static String value(String[] arguments, String name) {
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            if (arguments[i].equals(name)) {
                return arguments[i + 1];
            }
        }
        throw usage();
    }

    private static IllegalArgumentException usage() {
        return new IllegalArgumentException("Give --data FOLDER and --port PORT (0 for any that is free).");
    }
}
