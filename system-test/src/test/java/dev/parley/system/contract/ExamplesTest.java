package dev.parley.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.system.fixture.SharedCluster;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExamplesTest {
    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    /** Those of its own media types: an example and its schema stand side by side. */
    @Test
    void everyExampleIsOfItsSchema() {
        Documents documents = new Documents(CLUSTER);
        Map<String, JsonNode> examples = new TreeMap<>();
        collect("", documents.http(), examples);
        assertThat(examples).isNotEmpty().allSatisfy((pointer, example) -> assertThat(
                        documents.httpFaults(pointer + "/schema", example))
                .isEmpty());
    }

    private static void collect(String pointer, JsonNode node, Map<String, JsonNode> examples) {
        if (node.has("example") && node.has("schema")) {
            examples.put(pointer, node.get("example"));
        }
        node.properties()
                .forEach(entry ->
                        collect(pointer + "/" + Documents.escaped(entry.getKey()), entry.getValue(), examples));
    }
}
