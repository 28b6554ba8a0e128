package dev.parley.cluster;

/** The entity is no longer served here: the asking lane looks up its owner and asks again. Carries no stack trace. */
public final class MovedException extends RuntimeException {
    public static final MovedException INSTANCE = new MovedException();

    private MovedException() {
        super("moved", null, false, false);
    }
}
