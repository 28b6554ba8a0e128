package dev.parley.node.config;

/** The types that a key may have; a list in the environment is written with commas. */
enum Kind {
    TEXT("a text"),
    PATH("a path"),
    SECRET("a text of at least " + Secret.MIN_BYTES + " bytes"),
    CREDENTIAL("a text"),
    WHOLE_NUMBER("a whole number"),
    SWITCH("true or false (on or off)"),
    CHOICE("one of"),
    TEXTS("a list of texts"),
    PATHS("a list of paths"),
    CHOICES("a list of");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** What is allowed, for an error message. */
    String words() {
        return words;
    }

    boolean isList() {
        return this == TEXTS || this == PATHS || this == CHOICES;
    }
}
