package dev.parley.node.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A whole configuration for people and programs; secrets are never in it. */
public final class ConfigPrint {
    private static final String HIDDEN = "(set, not shown)";

    private final ConfigTree tree;
    private final boolean explained;

    private ConfigPrint(ConfigTree tree, boolean explained) {
        this.tree = tree;
        this.explained = explained;
        ConfigKeys.all().stream()
                .filter(key -> key.isSecret() && !tree.isUnset(key.path()))
                .forEach(key -> tree.set(key.path(), TextNode.valueOf(HIDDEN)));
    }

    /** What a node would have here. @param file as for {@link ConfigLoader#load(Optional)} */
    public static ConfigPrint effective(Optional<Path> file) {
        return new ConfigPrint(ConfigLoader.tree(file), false);
    }

    /** Every key with its default and meaning; a key without a default is commented out. */
    public static ConfigPrint defaults() {
        return new ConfigPrint(new ConfigTree(), true);
    }

    public ObjectNode json() {
        return tree.copy();
    }

    /** In the form of {@code parley.yaml}, keys in their order, with a line break at the end. */
    public String yaml() {
        StringBuilder text = new StringBuilder();
        List<String> area = List.of();
        for (ConfigKey key : ConfigKeys.all()) {
            List<String> parents = key.steps().subList(0, key.steps().size() - 1);
            open(text, area, parents);
            area = parents;
            line(text, key);
        }
        return text.toString();
    }

    private static void open(StringBuilder text, List<String> from, List<String> to) {
        int same = 0;
        while (same < Math.min(from.size(), to.size()) && from.get(same).equals(to.get(same))) {
            same++;
        }
        for (int depth = same; depth < to.size(); depth++) {
            text.append(indent(depth)).append(to.get(depth)).append(":\n");
        }
    }

    private void line(StringBuilder text, ConfigKey key) {
        String indent = indent(key.steps().size() - 1);
        boolean unset = tree.isUnset(key.path());
        if (explained) {
            text.append(indent)
                    .append("# ")
                    .append(key.doc().value())
                    .append(derived(key))
                    .append('\n');
        } else if (unset) {
            return;
        }
        String name = key.steps().get(key.steps().size() - 1);
        text.append(indent).append(unset ? "# " : "").append(name).append(':');
        text.append(unset ? "" : " " + value(tree.get(key.path()))).append('\n');
    }

    private static String derived(ConfigKey key) {
        return key.doc().derived().isEmpty() ? "" : " Default: " + key.doc().derived() + '.';
    }

    /** JSON is YAML: texts in quotation marks, lists in brackets. */
    private static String value(JsonNode value) {
        if (!value.isArray()) {
            return value.toString();
        }
        List<String> texts = new ArrayList<>();
        value.forEach(each -> texts.add(each.toString()));
        return '[' + String.join(", ", texts) + ']';
    }

    private static String indent(int depth) {
        return "  ".repeat(depth);
    }
}
