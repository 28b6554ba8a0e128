package dev.parley.storage;

import io.vertx.core.Future;

/** Slow on purpose, hence in the future. Both fail with {@code unavailable} when too many wait. */
public interface Hashing {
    /** @return the encoded hash, with a salt of its own */
    Future<String> hash(String password);

    /** @param hash null for nobody's: the same work is done, and the answer is no */
    Future<Boolean> matches(String password, String hash);
}
