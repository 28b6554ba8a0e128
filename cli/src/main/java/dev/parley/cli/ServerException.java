package dev.parley.cli;

/** The server said no, or nothing. The message is a sentence for the operator. */
final class ServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    private ServerException(String code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    /** @param code of the wire contract */
    static ServerException refused(String code, String detail) {
        return new ServerException(code, detail + " (" + code + ")", null);
    }

    static ServerException unreachable(String url, Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String why = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return new ServerException(
                null, "nothing answers at " + url + ": " + why + ". Check --url, and see parley doctor.", cause);
    }

    boolean isUnreachable() {
        return code == null;
    }

    /** Of the wire contract, null when it was not reached. */
    String code() {
        return code;
    }
}
