package dev.parley.signaling;

import dev.parley.signaling.accounts.Account;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Accounts as their owner has read or changed them last. Every change of an account goes through its owner, so what is
 * known here holds for as long as the partition stays; and a token can be checked while the database is away.
 * Confined to one lane.
 */
final class KnownAccounts {
    private static final int MAX = 10_000;

    private final Function<String, Future<Account>> read;
    private final Map<String, Optional<Account>> byName = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Account>> eldest) {
            return size() > MAX;
        }
    };

    /** @param read fetches an account by its normalised name, null for none */
    KnownAccounts(Function<String, Future<Account>> read) {
        this.read = read;
    }

    /** Null in the future when there is none. */
    Future<Account> of(String username) {
        Optional<Account> known = byName.get(username);
        return known != null && known.isPresent()
                ? Future.succeededFuture(known.get())
                : read.apply(username).onSuccess(account -> {
                    // what was learnt or forgotten while it was read is newer
                    if (account != null && byName.get(username) == known) {
                        learn(account);
                    }
                });
    }

    /** As far as is known without asking: empty for an account that was deleted here, null for nothing. */
    Optional<Account> known(String username) {
        return byName.get(username);
    }

    void learn(Account account) {
        byName.put(account.username(), Optional.of(account));
    }

    void forget(String username) {
        byName.put(username, Optional.empty());
    }

    void unload(int partition, ToIntFunction<String> partitionOf) {
        byName.keySet().removeIf(name -> partitionOf.applyAsInt(name) == partition);
    }
}
