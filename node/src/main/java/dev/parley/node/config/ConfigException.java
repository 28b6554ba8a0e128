package dev.parley.node.config;

/** A configuration that cannot be used. The message is one line that names the key and says what is allowed. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;

    /**
     * @param key the key's path ({@code http.port}), a variable's name or a file: what the reader has to change
     * @param sentence what is wrong and what is allowed; never the value of a secret
     */
    public ConfigException(String key, String sentence) {
        super(key + ": " + sentence);
        this.key = key;
    }

    /** The key, variable or file that has to change. */
    public String key() {
        return key;
    }
}
