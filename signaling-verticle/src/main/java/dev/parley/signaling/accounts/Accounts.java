package dev.parley.signaling.accounts;

import dev.parley.cluster.Attempts;
import dev.parley.protocol.Code;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.UserRef;
import dev.parley.storage.Database;
import dev.parley.storage.Hashing;
import dev.parley.storage.PasswordHashes;
import dev.parley.storage.User;
import dev.parley.storage.Users;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What can be done with accounts. Every method also fails with {@code unavailable}, within 3 s, while the database is
 * away. Of a name that nobody has and of a wrong password one learns the same, after the same work.
 *
 * <p>Confined to the lane that owns the username, so each account has one writer.
 */
public final class Accounts {
    /** Wrong passwords for one name within 15 minutes that cost nothing. */
    private static final int FREE_ATTEMPTS = 5;

    private static final int ID_BYTES = 16;

    private final AccountStore store;
    private final Hashing hashes;
    private final Attempts attempts;
    private final LongSupplier epochMs;

    public Accounts(Database database, PasswordHashes hashes) {
        this(
                AccountStore.of(new Users(database)),
                hashes,
                new Attempts(FREE_ATTEMPTS, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime())),
                System::currentTimeMillis);
    }

    Accounts(AccountStore store, Hashing hashes, Attempts attempts, LongSupplier epochMs) {
        this.store = store;
        this.hashes = hashes;
        this.attempts = attempts;
        this.epochMs = epochMs;
    }

    /**
     * Fails with {@code invalid_name}, {@code weak_password}, {@code invalid_argument} or {@code name_taken}.
     *
     * @param displayName null or blank for the username
     */
    public Future<Account> register(String username, String password, String displayName) {
        return Future.succeededFuture().compose(begin -> {
            String name = Usernames.normalise(username);
            String shown = DisplayNames.checked(displayName, name);
            PasswordRules.check(password, name);
            return store.byName(name)
                    .compose(taken -> taken == null
                            ? hashes.hash(PasswordRules.prepared(password))
                            : Future.failedFuture(nameTaken()))
                    .compose(hash -> create(name, shown, hash));
        });
    }

    /** Fails with {@code bad_credentials} or {@code too_many_attempts}. */
    public Future<Account> login(String username, String password) {
        return verified(username, password).map(Account::of);
    }

    /**
     * Makes all tokens void, also the caller's. Fails with {@code weak_password}, {@code bad_credentials} or
     * {@code too_many_attempts}.
     */
    public Future<Account> changePassword(String username, String old, String fresh) {
        return Future.succeededFuture().compose(begin -> {
            PasswordRules.check(fresh, Usernames.normalise(username));
            return verified(username, old)
                    .compose(user -> hashes.hash(PasswordRules.prepared(fresh)).compose(hash -> {
                        long from = nextTokensFrom(user);
                        return present(store.setPassword(user.id(), hash, from), bad())
                                .map(Account.of(user).withTokensFrom(from));
                    }));
        });
    }

    /** Makes all tokens void, also the caller's. Fails with {@code user_unknown}. */
    public Future<Account> logoutAll(String username) {
        return Future.succeededFuture()
                .compose(begin -> store.byName(Usernames.normalise(username)))
                .compose(user -> {
                    if (user == null) {
                        throw unknown();
                    }
                    long from = nextTokensFrom(user);
                    return present(store.setTokensFrom(user.id(), from), unknown())
                            .map(Account.of(user).withTokensFrom(from));
                });
    }

    /** Erases the account for good; the name is free again. Fails with {@code bad_credentials} or {@code too_many_attempts}. */
    public Future<Void> delete(String username, String password) {
        return verified(username, password).compose(user -> present(store.delete(user.id()), bad()));
    }

    /** The account with that normalised name; null when there is none. */
    public Future<Account> byName(String username) {
        return store.byName(username).map(user -> user == null ? null : Account.of(user));
    }

    private Future<Account> create(String name, String displayName, String hash) {
        long now = epochMs.getAsLong();
        User user = new User(UserRef.ACCOUNT + Ids.random(ID_BYTES), name, displayName, hash, now, now);
        return store.create(user).map(Account.of(user));
    }

    private Future<User> verified(String username, String password) {
        String name = nameOrNull(username);
        // a text that cannot be a name is guessed with as well
        String key = name == null ? "?" : name;
        long wait = attempts.begin(key);
        if (wait > 0) {
            return Future.failedFuture(tooMany(wait));
        }
        Future<User> found = name == null ? Future.succeededFuture() : store.byName(name);
        return found.compose(user -> matching(user, password))
                .onSuccess(user -> attempts.succeeded(key))
                .onFailure(failure -> {
                    if (!isWrongPassword(failure)) {
                        attempts.withdrawn(key);
                    }
                });
    }

    private Future<User> matching(User user, String password) {
        return hashes.matches(PasswordRules.prepared(password), user == null ? null : user.passwordHash())
                .map(right -> {
                    if (!right) {
                        throw bad();
                    }
                    return user;
                });
    }

    /** Greater than before even when the clock was set back. */
    private long nextTokensFrom(User user) {
        return Math.max(epochMs.getAsLong(), user.tokensFromMs() + 1);
    }

    private static Future<Void> present(Future<Boolean> found, Refusal otherwise) {
        return found.compose(there -> there ? Future.succeededFuture() : Future.failedFuture(otherwise));
    }

    private static String nameOrNull(String username) {
        try {
            return Usernames.normalise(username);
        } catch (Refusal cannotBeAName) {
            return null;
        }
    }

    private static boolean isWrongPassword(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.code() == Code.BAD_CREDENTIALS;
    }

    private static Refusal bad() {
        return new Refusal(Code.BAD_CREDENTIALS, "The name or the password is wrong.");
    }

    private static Refusal unknown() {
        return new Refusal(Code.USER_UNKNOWN, "There is no account with this name.");
    }

    private static Refusal nameTaken() {
        return new Refusal(Code.NAME_TAKEN, "This name belongs to somebody else. Choose another one.");
    }

    private static Refusal tooMany(long waitMs) {
        long seconds = (waitMs + 999) / 1_000;
        return new Refusal(
                Code.TOO_MANY_ATTEMPTS,
                "The password was wrong too often. Wait " + seconds + " s and try again.",
                waitMs);
    }
}
