package dev.parley.system.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.parley.system.fixture.SharedCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Both documents as a node serves them. Clients must ignore fields that they do not know; here a field that no schema
 * names is a fault, so that the documents cannot fall behind.
 */
final class Documents {
    private static final String BASE = "https://contract.example";
    private static final String HTTP = "/openapi.yaml";
    private static final String BUS = "/asyncapi.yaml";

    private final JsonNode http;
    private final JsonNode bus;
    private final JsonSchemaFactory schemas;

    Documents(SharedCluster cluster) {
        http = read(cluster.url(0) + HTTP);
        bus = read(cluster.url(1) + BUS);
        Map<String, String> texts = Map.of(BASE + HTTP, http.toString(), BASE + BUS, bus.toString());
        schemas = JsonSchemaFactory.getInstance(VersionFlag.V202012, builder -> builder.metaSchema(dialect())
                .schemaLoaders(loaders -> loaders.schemas(texts)));
    }

    /** JSON Schema 2020-12, to which the rest of a document means nothing. */
    private static JsonMetaSchema dialect() {
        return JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                .unknownKeywordFactory((keyword, config) -> new NonValidationKeyword(keyword))
                .build();
    }

    private static JsonNode read(String url) {
        try {
            return closed(new YAMLMapper().readTree(URI.create(url).toURL()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode closed(JsonNode node) {
        boolean names = node.path("type").asText().equals("object") && node.has("properties");
        if (names && !node.has("additionalProperties")) {
            ((ObjectNode) node).put("additionalProperties", false);
        }
        node.forEach(Documents::closed);
        return node;
    }

    JsonNode http() {
        return http;
    }

    JsonNode bus() {
        return bus;
    }

    /** What is wrong with a value, by the schema at that place of the document about HTTP. */
    List<String> httpFaults(String pointer, JsonNode value) {
        return faults(HTTP, pointer, value);
    }

    /** The same for the bus. */
    List<String> busFaults(String pointer, JsonNode value) {
        return faults(BUS, pointer, value);
    }

    private List<String> faults(String document, String pointer, JsonNode value) {
        return schemas.getSchema(SchemaLocation.of(BASE + document + "#" + pointer)).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /** A name as part of a JSON pointer (RFC 6901). */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
