package dev.parley.signaling.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cluster.Attempts;
import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final String RIGHT = "correct horse battery";
    private static final String WRONG = "incorrect horse battery";

    private final FakeStore store = new FakeStore();
    private final FakeHashes hashes = new FakeHashes();
    private long nowMs = 1_700_000_000_000L;
    private final Accounts accounts = new Accounts(store, hashes, new Attempts(5, () -> nowMs), () -> nowMs);

    @Test
    void aNewAccountLogsInHoweverItsNameIsTyped() {
        Account made = done(accounts.register("Zoë", RIGHT, "  Zoë Z.  "));

        assertThat(made.id()).startsWith("acc_");
        assertThat(made.username()).isEqualTo("zoë");
        assertThat(made.displayName()).isEqualTo("Zoë Z.");
        assertThat(done(accounts.login("ZOE\u0308", RIGHT))).isEqualTo(made);
        assertThat(store.byName.get("zoë").passwordHash()).isEqualTo("hash of " + RIGHT);
    }

    @Test
    void withoutADisplayNameTheUsernameIsShown() {
        assertThat(done(accounts.register("ann", RIGHT, null)).displayName()).isEqualTo("ann");
        assertThat(done(accounts.register("bob", RIGHT, "  ")).displayName()).isEqualTo("bob");
    }

    @Test
    void whatIsWrongWithARegistrationIsToldBeforeAnyWork() {
        assertThat(code(accounts.register("a b", RIGHT, null))).isEqualTo(Code.INVALID_NAME);
        assertThat(code(accounts.register("ann", "password1", null))).isEqualTo(Code.WEAK_PASSWORD);
        assertThat(code(accounts.register("ann", RIGHT, "two\nlines"))).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(code(accounts.register("ann", RIGHT, "evil \u202egnp.exe"))).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(code(accounts.register("ann", RIGHT, "x".repeat(65)))).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(hashes.made + store.lookUps).isZero();
    }

    @Test
    void aNameIsTakenInEveryForm() {
        done(accounts.register("ann", RIGHT, null));

        assertThat(code(accounts.register("ＡＮＮ", RIGHT, null))).isEqualTo(Code.NAME_TAKEN);
        assertThat(hashes.made).isEqualTo(1);
    }

    @Test
    void anUnknownNameAndAWrongPasswordLookAndCostTheSame() {
        done(accounts.register("ann", RIGHT, null));
        int lookUps = store.lookUps;

        Refusal wrong = refusal(accounts.login("ann", WRONG));
        int checksOfKnown = hashes.checked;
        int lookUpsOfKnown = store.lookUps - lookUps;
        Refusal unknown = refusal(accounts.login("nobody", WRONG));

        assertThat(unknown.code()).isEqualTo(wrong.code()).isEqualTo(Code.BAD_CREDENTIALS);
        assertThat(unknown.detail()).isEqualTo(wrong.detail());
        assertThat(hashes.checked - checksOfKnown).isEqualTo(checksOfKnown).isEqualTo(1);
        assertThat(store.lookUps - lookUps - lookUpsOfKnown).isEqualTo(lookUpsOfKnown);
        assertThat(code(accounts.login("no name", WRONG))).isEqualTo(Code.BAD_CREDENTIALS);
        assertThat(hashes.checked).isEqualTo(3);
    }

    @Test
    void guessingWaitsForKnownAndUnknownNamesAlike() {
        done(accounts.register("ann", RIGHT, null));
        for (String name : List.of("ann", "nobody")) {
            for (int i = 0; i < 5; i++) {
                assertThat(code(accounts.login(name, WRONG))).isEqualTo(Code.BAD_CREDENTIALS);
            }
            Refusal refused = refusal(accounts.login(name, RIGHT));
            assertThat(refused.code()).isEqualTo(Code.TOO_MANY_ATTEMPTS);
            assertThat(refused.retryAfterMs()).isEqualTo(1_000);
        }
        assertThat(hashes.checked).as("no work while waiting").isEqualTo(10);

        nowMs += 1_000;
        assertThat(done(accounts.login("ann", RIGHT)).username()).isEqualTo("ann");
        assertThat(code(accounts.login("ann", WRONG))).isEqualTo(Code.BAD_CREDENTIALS);
    }

    @Test
    void manyGuessesAtOnceGetNoFurtherThanOneAfterTheOther() {
        done(accounts.register("ann", RIGHT, null));
        hashes.held = true;
        List<Future<Account>> guesses = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            guesses.add(accounts.login("ann", WRONG));
        }
        hashes.release();

        assertThat(hashes.checked).isEqualTo(5);
        assertThat(guesses.stream().filter(guess -> code(guess) == Code.TOO_MANY_ATTEMPTS))
                .hasSize(45);
    }

    @Test
    void aDatabaseThatIsAwayIsUnavailableAndCountsAgainstNobody() {
        done(accounts.register("ann", RIGHT, null));
        store.away = true;

        for (int i = 0; i < 20; i++) {
            assertThat(code(accounts.login("ann", RIGHT))).isEqualTo(Code.UNAVAILABLE);
        }
        assertThat(code(accounts.register("bob", RIGHT, null))).isEqualTo(Code.UNAVAILABLE);
        assertThat(code(accounts.changePassword("ann", RIGHT, "another good one")))
                .isEqualTo(Code.UNAVAILABLE);
        assertThat(code(accounts.logoutAll("ann"))).isEqualTo(Code.UNAVAILABLE);
        assertThat(code(accounts.delete("ann", RIGHT))).isEqualTo(Code.UNAVAILABLE);

        store.away = false;
        assertThat(done(accounts.login("ann", RIGHT)).username()).isEqualTo("ann");
    }

    @Test
    void aChangedPasswordEndsAllTokens() {
        Account before = done(accounts.register("ann", RIGHT, null));

        assertThat(code(accounts.changePassword("ann", WRONG, "another good one")))
                .isEqualTo(Code.BAD_CREDENTIALS);
        assertThat(code(accounts.changePassword("ann", RIGHT, "12345678"))).isEqualTo(Code.WEAK_PASSWORD);
        Account after = done(accounts.changePassword("ann", RIGHT, "another good one"));

        assertThat(after.tokensFromMs()).isGreaterThan(before.tokensFromMs());
        assertThat(code(accounts.login("ann", RIGHT))).isEqualTo(Code.BAD_CREDENTIALS);
        assertThat(done(accounts.login("ann", "another good one"))).isEqualTo(after);
    }

    @Test
    void aLogOutOfAllDevicesHoldsEvenWhenTheClockWasSetBack() {
        Account before = done(accounts.register("ann", RIGHT, null));
        nowMs -= 300_000;

        assertThat(done(accounts.logoutAll("ann")).tokensFromMs()).isGreaterThan(before.tokensFromMs());
        assertThat(code(accounts.logoutAll("nobody"))).isEqualTo(Code.USER_UNKNOWN);
    }

    @Test
    void aDeletedAccountIsGoneAndItsNameFree() {
        done(accounts.register("ann", RIGHT, null));

        assertThat(code(accounts.delete("ann", WRONG))).isEqualTo(Code.BAD_CREDENTIALS);
        done(accounts.delete("ann", RIGHT));

        assertThat(code(accounts.login("ann", RIGHT))).isEqualTo(Code.BAD_CREDENTIALS);
        assertThat(done(accounts.byName("ann"))).isNull();
        done(accounts.register("ann", RIGHT, null));
    }

    private static <T> T done(Future<T> future) {
        assertThat(future.isComplete()).isTrue();
        assertThat(future.cause()).isNull();
        return future.result();
    }

    private static Code code(Future<?> future) {
        return refusal(future).code();
    }

    private static Refusal refusal(Future<?> future) {
        assertThat(future.isComplete()).isTrue();
        assertThat(future.cause()).isInstanceOf(Refusal.class);
        return (Refusal) future.cause();
    }
}
