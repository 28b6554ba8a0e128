package dev.parley.signaling.accounts;

import dev.parley.storage.User;
import dev.parley.storage.Users;
import io.vertx.core.Future;

/** Where accounts are kept, as {@link Users} does it. Every method may fail with {@code unavailable}. */
interface AccountStore {
    /** Fails with {@code name_taken}. */
    Future<Void> create(User user);

    /** Null when there is none. */
    Future<User> byName(String username);

    /** @return whether there is such an account */
    Future<Boolean> setPassword(String id, String passwordHash, long tokensFromMs);

    /** @return whether there is such an account */
    Future<Boolean> setTokensFrom(String id, long tokensFromMs);

    /** @return whether there was such an account */
    Future<Boolean> delete(String id);

    static AccountStore of(Users users) {
        return new AccountStore() {
            @Override
            public Future<Void> create(User user) {
                return users.create(user);
            }

            @Override
            public Future<User> byName(String username) {
                return users.byName(username);
            }

            @Override
            public Future<Boolean> setPassword(String id, String passwordHash, long tokensFromMs) {
                return users.setPassword(id, passwordHash, tokensFromMs);
            }

            @Override
            public Future<Boolean> setTokensFrom(String id, long tokensFromMs) {
                return users.setTokensFrom(id, tokensFromMs);
            }

            @Override
            public Future<Boolean> delete(String id) {
                return users.delete(id);
            }
        };
    }
}
