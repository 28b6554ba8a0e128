package dev.parley.signaling.accounts;

import dev.parley.storage.User;

/**
 * An account as others may know it.
 *
 * @param id {@code acc_…}, for ever
 * @param username normalised, unique
 * @param tokensFromMs tokens issued for an earlier value, in milliseconds since 1970, are void; every change of the
 *     password and every log-out of all devices makes it greater
 */
public record Account(String id, String username, String displayName, long tokensFromMs) {
    static Account of(User user) {
        return new Account(user.id(), user.username(), user.displayName(), user.tokensFromMs());
    }

    Account withTokensFrom(long ms) {
        return new Account(id, username, displayName, ms);
    }
}
