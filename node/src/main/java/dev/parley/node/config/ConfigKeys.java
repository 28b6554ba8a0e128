package dev.parley.node.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every key there is, read off the components of {@link ParleyConfig} in their order. */
final class ConfigKeys {

    private static final List<ConfigKey> ALL = keysOf(ParleyConfig.class, "");

    private ConfigKeys() {}

    static List<ConfigKey> all() {
        return ALL;
    }

    static Optional<ConfigKey> at(String path) {
        return ALL.stream().filter(key -> key.path().equals(path)).findFirst();
    }

    /** Whether some key stands below this path. */
    static boolean isArea(String path) {
        return ALL.stream().anyMatch(key -> key.path().startsWith(path + '.'));
    }

    /** The names that may stand in this area, or at the top when it is empty. */
    static List<String> namesIn(String area) {
        String prefix = area.isEmpty() ? "" : area + '.';
        return ALL.stream()
                .map(ConfigKey::path)
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()).replaceFirst("\\..*", ""))
                .distinct()
                .toList();
    }

    private static List<ConfigKey> keysOf(Class<?> type, String prefix) {
        List<ConfigKey> keys = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String path = prefix + component.getName();
            Doc doc = component.getAnnotation(Doc.class);
            if (doc == null) {
                keys.addAll(keysOf(component.getType(), path + '.'));
            } else {
                keys.add(new ConfigKey(path, kindOf(component), choicesOf(component), doc));
            }
        }
        return List.copyOf(keys);
    }

    private static Kind kindOf(RecordComponent component) {
        Class<?> type = component.getType();
        if (Collection.class.isAssignableFrom(type)) {
            Class<?> element = elementOf(component);
            return element.isEnum() ? Kind.CHOICES : element == Path.class ? Kind.PATHS : Kind.TEXTS;
        }
        if (type.isEnum()) {
            return Kind.CHOICE;
        }
        if (type == int.class) {
            return Kind.WHOLE_NUMBER;
        }
        if (type == boolean.class) {
            return Kind.SWITCH;
        }
        if (type == Path.class) {
            return Kind.PATH;
        }
        if (type == Credential.class) {
            return Kind.CREDENTIAL;
        }
        return type == Secret.class ? Kind.SECRET : Kind.TEXT;
    }

    private static List<String> choicesOf(RecordComponent component) {
        Object[] constants = elementOf(component).getEnumConstants();
        return constants == null
                ? List.of()
                : Arrays.stream(constants)
                        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                        .toList();
    }

    private static Class<?> elementOf(RecordComponent component) {
        Type type = component.getGenericType();
        return type instanceof ParameterizedType generic
                ? (Class<?>) generic.getActualTypeArguments()[0]
                : component.getType();
    }
}
