package dev.parley.signaling.accounts;

import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import dev.parley.storage.User;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Accounts in memory, away on demand. */
final class FakeStore implements AccountStore {
    final Map<String, User> byName = new HashMap<>();
    boolean away;
    int lookUps;

    @Override
    public Future<Void> create(User user) {
        return answer(() -> {
            if (byName.putIfAbsent(user.username(), user) != null) {
                throw new Refusal(Code.NAME_TAKEN, "taken");
            }
            return null;
        });
    }

    @Override
    public Future<User> byName(String username) {
        lookUps++;
        return answer(() -> byName.get(username));
    }

    @Override
    public Future<Boolean> setPassword(String id, String passwordHash, long tokensFromMs) {
        return answer(() -> replace(id, passwordHash, tokensFromMs));
    }

    @Override
    public Future<Boolean> setTokensFrom(String id, long tokensFromMs) {
        return answer(() -> replace(id, null, tokensFromMs));
    }

    @Override
    public Future<Boolean> delete(String id) {
        return answer(() -> byName.values().removeIf(user -> user.id().equals(id)));
    }

    private boolean replace(String id, String hash, long tokensFromMs) {
        return byName.values().stream()
                .filter(user -> user.id().equals(id))
                .findAny()
                .map(user -> byName.put(
                        user.username(),
                        new User(
                                id,
                                user.username(),
                                user.displayName(),
                                hash == null ? user.passwordHash() : hash,
                                user.createdAtMs(),
                                tokensFromMs)))
                .isPresent();
    }

    private <T> Future<T> answer(Supplier<T> work) {
        if (away) {
            return Future.failedFuture(new Refusal(Code.UNAVAILABLE, "away"));
        }
        try {
            return Future.succeededFuture(work.get());
        } catch (Refusal refused) {
            return Future.failedFuture(refused);
        }
    }
}
