package dev.parley.signaling.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"four words make sense", "пароль из слов", "tr0ub4dor&3", "😀🐎🔋📎😀🐎🔋📎", "annabelle lee"})
    void lengthIsEnough(String password) {
        assertThatNoException().isThrownBy(() -> PasswordRules.check(password, "ann"));
    }

    @Test
    void lengthsAreCountedInCharacters() {
        assertThatNoException().isThrownBy(() -> PasswordRules.check("ab".repeat(64), "ann"));
        assertWeak("ab".repeat(64) + "c", "ann");
        assertWeak("😀🐎🔋📎😀🐎🔋", "ann");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "password",
                "PassWord",
                "１２３４５６７８",
                "trustno1",
                "qwertyuiop",
                "aaaaaaaaaaaa",
                "parley123",
                "Parley!!!",
                "annabelle",
                "Annabelle1999",
                "with\u0000zero",
                "with\nline"
            })
    void whatIsTriedFirstIsRefused(String password) {
        assertWeak(password, "annabelle");
    }

    @Test
    void aPasswordIsTheSameFromEveryKeyboard() {
        assertThat(PasswordRules.prepared("cafe\u0301\u3000noir")).isEqualTo("café noir");
        assertThat(PasswordRules.prepared("Case Counts")).isEqualTo("Case Counts");
        assertThat(PasswordRules.prepared("x".repeat(100_000))).hasSizeLessThan(1_000);
    }

    private static void assertWeak(String password, String username) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> PasswordRules.check(password, username))
                .returns(Code.WEAK_PASSWORD, Refusal::code);
    }
}
