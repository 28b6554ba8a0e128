package dev.parley.load.server;

/** The benchmark cannot go on; the message is for the person who started it. */
public final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BenchException(String message) {
        super(message);
    }
}
