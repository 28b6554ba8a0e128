package dev.parley.node.config;

/** What kind of place the node runs in; it decides a few defaults and what the start refuses. */
public enum Profile {
    /** Everything works out of the box: the secret is made, rooms may be ad hoc. */
    DEVELOPMENT,
    /** Nothing is guessed: a secret must be given. */
    PRODUCTION
}
