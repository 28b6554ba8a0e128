package dev.parley.load.relay;

/** The benchmark cannot go on; the message is for the person who started it. */
final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BenchException(String message) {
        super(message);
    }
}
