package dev.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {

    @Test
    void anAddressIsReadWithItsEscapes() {
        DatabaseSettings read = DatabaseSettings.parse(
                "postgresql://pa%40rley:p%3A%2Fw+%25@db.internal:6543/calls?sslmode=verify-full");

        assertThat(read.host()).isEqualTo("db.internal");
        assertThat(read.port()).isEqualTo(6543);
        assertThat(read.user()).isEqualTo("pa@rley");
        assertThat(read.password()).isEqualTo("p:/w+%");
        assertThat(read.database()).isEqualTo("calls");
        assertThat(read.tls()).isEqualTo(DatabaseSettings.Tls.VERIFY_FULL);
    }

    @Test
    void aShortAddressGetsTheDefaults() {
        DatabaseSettings read = DatabaseSettings.parse("postgres://me@localhost/parley");

        assertThat(read.port()).isEqualTo(5432);
        assertThat(read.password()).isEmpty();
        assertThat(read.poolSize()).isEqualTo(8);
        assertThat(read.callTimeoutMs()).isLessThan(3_000);
    }

    @Test
    void thePasswordIsNeverShown() {
        assertThat(DatabaseSettings.parse("postgresql://me:hunter2secret@localhost/parley"))
                .hasToString("postgresql://me@localhost:5432/parley");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://me:hunter2secret@localhost/parley",
                "postgresql://me:hunter2secret@localhost",
                "postgresql://:hunter2secret@localhost/parley",
                "postgresql://me:hunter2secret@localhost/parley?sslmode=maybe",
                "postgresql://me:hunter2secret@localhost/parley?options=x",
                "postgresql://me:hunter2secret@local host/parley",
                "hunter2secret"
            })
    void aWrongAddressIsRefusedWithoutRepeatingIt(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseSettings.parse(address))
                .matches(refused -> !String.valueOf(refused.getMessage()).contains("hunter2secret"))
                .withNoCause();
    }
}
