package dev.parley.rooms;

/** The room is no longer served here: the asking lane looks up its owner and asks again. Carries no stack trace. */
final class MovedException extends RuntimeException {
    static final MovedException INSTANCE = new MovedException();

    private MovedException() {
        super("moved", null, false, false);
    }
}
