package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "-1.50e+99",
                "123456789012345678901234567890",
                "\"\"",
                "\"}{][,:\\\"\\\\\"",
                "\"Grüße 🎈 \\ud83c\\udf88 \\u0000\"",
                "[]",
                "{ }",
                "[[[[[[[[{\"a\":[1,{\"b\":\"]}\"}]}]]]]]]]]",
                "{\"dup\":1,\"dup\":2, \"\\u0064ata\" : [ \"\\\\\" ]}"
            })
    void aValueIsTakenByteForByteWhateverItHolds(String value) {
        Slice json = Slice.utf8("{\"before\":\"x\", \"data\" : " + value + " ,\"after\":7}");
        JsonCursor cursor = new JsonCursor(json);

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.named("before")).isTrue();
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.named("data")).isTrue();
        assertThat(cursor.value().text()).isEqualTo(value);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.number()).isEqualTo(7);
        assertThat(cursor.next()).isFalse();
    }

    @Test
    void anObjectInsideALargerArrayIsReadInItsBounds() {
        byte[] around = "xx{\"id\":12}yy\"".getBytes();
        JsonCursor cursor = new JsonCursor(new Slice(around, 2, 11));

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.number()).isEqualTo(12);
        assertThat(cursor.next()).isFalse();
    }

    @Test
    void textsAreUnescaped() {
        JsonCursor cursor = new JsonCursor(Slice.utf8("{\"detail\":\"a \\\"b\\\" \\u00e4 ü\"}"));
        cursor.next();

        assertThat(cursor.text()).isEqualTo("a \"b\" ä ü");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"x\"", "{\"a", "{\"a\"", "{\"a\":", "{\"a\":[1", "{\"a\":\"x"})
    void brokenFramesEndInAnException(String broken) {
        assertThatThrownBy(() -> {
                    JsonCursor cursor = new JsonCursor(Slice.utf8(broken));
                    while (cursor.next()) {
                        cursor.value();
                    }
                })
                .isInstanceOf(RuntimeException.class);
    }
}
