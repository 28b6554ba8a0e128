package dev.parley.signaling.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernamesTest {

    @ParameterizedTest
    @CsvSource({
        "Ann, ann",
        "ＡＮＮ, ann",
        "ZOË, zoë",
        "zoe\u0308, zoë",
        "a.b-c_1, a.b-c_1",
        "Мария, мария",
        "ユーザー, ユーザー",
        "हिन्दी, हिन्दी",
        "王小明ok, 王小明ok",
        "straße, straße"
    })
    void oneNameHasOneForm(String typed, String form) {
        assertThat(Usernames.normalise(typed)).isEqualTo(form);
        assertThat(Usernames.normalise(form)).isEqualTo(form);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "ab",
                "abcdefghijklmnopqrstuvwxyz0123456",
                "a b c",
                " ann",
                "ann\n",
                "ann\0",
                "ann@home",
                "<b>ann",
                "-ann",
                ".ann",
                "___",
                "ann\u200b",
                "ann\u202e",
                "аnn", // Cyrillic а
                "annα", // Greek α
                "ann①",
                "ﬁona",
                "😀😀😀",
                "deleted-u_x",
                "Deleted-x",
                "ann\ud800"
            })
    void whatIsNoNameIsRefused(String typed) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Usernames.normalise(typed))
                .returns(Code.INVALID_NAME, Refusal::code);
    }
}
