package dev.parley.node.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The merged values as a tree in the shape of {@link ParleyConfig}: every key has a node, perhaps a null one. */
final class ConfigTree {

    private static final JsonMapper BINDER = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .addModule(new SimpleModule().addDeserializer(Path.class, new PathText()))
            .build();

    private final ObjectNode root = JsonNodeFactory.instance.objectNode();

    ConfigTree() {
        for (ConfigKey key : ConfigKeys.all()) {
            boolean none = key.doc().byDefault().isEmpty() && !key.kind().isList();
            set(
                    key.path(),
                    none ? root.nullNode() : Values.fromText(key, key.doc().byDefault(), "the default"));
        }
    }

    /** Lays a source over what is there; a list replaces a list. */
    void overlay(Map<String, JsonNode> values) {
        values.forEach(this::set);
    }

    void set(String path, JsonNode value) {
        List<String> steps = List.of(path.split("\\."));
        ObjectNode area = root;
        for (String step : steps.subList(0, steps.size() - 1)) {
            area = area.withObjectProperty(step);
        }
        area.set(steps.get(steps.size() - 1), value);
    }

    JsonNode get(String path) {
        return root.at('/' + path.replace('.', '/'));
    }

    ObjectNode copy() {
        return root.deepCopy();
    }

    boolean isUnset(String path) {
        return get(path).isNull();
    }

    /** Binds to the records, whose own checks speak through {@link ConfigException}. */
    ParleyConfig bind() {
        try {
            return BINDER.treeToValue(root, ParleyConfig.class);
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof ConfigException refusal) {
                throw refusal;
            }
            throw new IllegalStateException("a checked configuration did not bind", e);
        }
    }

    private static final class PathText extends FromStringDeserializer<Path> {
        private static final long serialVersionUID = 1L;

        PathText() {
            super(Path.class);
        }

        @Override
        protected Path _deserialize(String value, DeserializationContext context) {
            return Path.of(value);
        }
    }
}
