package dev.parley.storage;

/**
 * An account. {@link #toString} shows neither the password's hash nor the names.
 *
 * @param id {@code u_…}, for ever
 * @param username normalised, unique
 * @param passwordHash argon2id, encoded
 * @param createdAtMs milliseconds since 1970
 * @param tokensFromMs tokens issued before, in milliseconds since 1970, are void
 */
public record User(
        String id, String username, String displayName, String passwordHash, long createdAtMs, long tokensFromMs) {
    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
