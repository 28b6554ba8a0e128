package dev.parley.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfigReferenceTest {

    private final String[] rows = ConfigReference.markdown().split("\n");

    @Test
    void everyKeyHasARowWithVariableDefaultAndMeaning() {
        assertThat(rows).hasSize(ConfigKeys.all().size() + 2);
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.split("(?<!\\\\)\\|", -1)).hasSize(6));
        assertThat(ConfigKeys.all())
                .allSatisfy(key -> assertThat(key.doc().value()).endsWith("."));
    }

    @Test
    void aCamelCaseKeyHasAScreamingVariable() {
        assertThat(rows).anySatisfy(row -> assertThat(row)
                .startsWith("| `rooms.adHoc` | `PARLEY_ROOMS_AD_HOC` | true in development,"));
        assertThat(rows)
                .contains("| `http.port` | `PARLEY_HTTP_PORT` | `8080` | Port to listen on; 0 takes a free one. |");
    }

    @Test
    void aSecretNamesBothItsVariables() {
        assertThat(rows).anySatisfy(row -> assertThat(row)
                .startsWith("| `secret` | `PARLEY_SECRET` or `PARLEY_SECRET_FILE` |"));
    }

    @Test
    void aChoiceNamesItsWords() {
        assertThat(rows)
                .anySatisfy(row -> assertThat(row).contains("`log.format`").endsWith("One of: text, json. |"));
    }
}
