package dev.parley.gateway.token;

/** A key that must not be used, or cannot be. The message is a sentence for the operator and shows no key. */
public final class UnusableKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableKeyException(String sentence) {
        super(sentence);
    }

    UnusableKeyException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
