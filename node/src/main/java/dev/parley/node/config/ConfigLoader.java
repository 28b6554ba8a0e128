package dev.parley.node.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the configuration once: defaults, then {@code parley.yaml}, then the environment. Everything blocks; call it
 * before Vert.x starts.
 */
public final class ConfigLoader {

    private static final String DATA_DIR = "dataDir";
    private static final String DEFAULT_FILE = "parley.yaml";

    private final Map<String, String> environment;
    private final Path workingFolder;

    private ConfigLoader(Map<String, String> environment, Path workingFolder) {
        this.environment = environment;
        this.workingFolder = workingFolder;
    }

    /** Loads for this process: its environment and its working folder. */
    public static ParleyConfig load(Optional<Path> file) {
        return load(file, System.getenv(), Path.of(""));
    }

    /**
     * Loads from given sources.
     *
     * @param file what {@code --config} named; else {@code PARLEY_CONFIG}, else {@code parley.yaml} if it exists
     * @param environment the variables; those that do not begin with {@code PARLEY_} are ignored
     * @param workingFolder where {@code parley.yaml} and relative paths of both files start
     * @throws ConfigException with one line for the operator
     */
    public static ParleyConfig load(Optional<Path> file, Map<String, String> environment, Path workingFolder) {
        return new ConfigLoader(environment, workingFolder).merge(file).bind();
    }

    /** The same as a tree, for this process, before it is bound. */
    static ConfigTree tree(Optional<Path> file) {
        return new ConfigLoader(System.getenv(), Path.of("")).merge(file);
    }

    private ConfigTree merge(Optional<Path> named) {
        ConfigTree tree = new ConfigTree();
        file(named).map(ConfigFile::read).ifPresent(tree::overlay);
        tree.overlay(ConfigEnvironment.read(environment, workingFolder));
        resolvePaths(tree);
        derive(tree);
        return tree;
    }

    private Optional<Path> file(Optional<Path> named) {
        Optional<Path> chosen = named.or(() -> Optional.ofNullable(environment.get(ConfigEnvironment.CONFIG_VARIABLE))
                .filter(text -> !text.isEmpty())
                .map(Path::of));
        return chosen.or(() -> Optional.of(Path.of(DEFAULT_FILE)).filter(path -> Files.exists(resolve(path))))
                .map(this::resolve);
    }

    private void derive(ConfigTree tree) {
        boolean development = tree.get("profile")
                .textValue()
                .equals(Profile.DEVELOPMENT.name().toLowerCase(Locale.ROOT));
        if (tree.isUnset("rooms.adHoc")) {
            tree.set("rooms.adHoc", BooleanNode.valueOf(development));
        }
        if (tree.isUnset("cluster.busHost")) {
            tree.set("cluster.busHost", tree.get("cluster.host"));
        }
        if (tree.get("lanes").intValue() == 0) {
            tree.set("lanes", IntNode.valueOf(Runtime.getRuntime().availableProcessors()));
        }
        if (tree.isUnset("secret")) {
            tree.set("secret", TextNode.valueOf(secret(tree, development)));
        }
    }

    private String secret(ConfigTree tree, boolean development) {
        if (!development) {
            throw new ConfigException(
                    "secret",
                    "production needs one: set PARLEY_SECRET, PARLEY_SECRET_FILE or secret in " + DEFAULT_FILE
                            + " to at least " + Secret.MIN_BYTES + " random bytes, the same on every node");
        }
        return DevelopmentSecret.readOrMake(Path.of(tree.get(DATA_DIR).textValue()));
    }

    private void resolvePaths(ConfigTree tree) {
        for (ConfigKey key : ConfigKeys.all()) {
            if (key.kind() == Kind.PATH && !tree.isUnset(key.path())) {
                tree.set(key.path(), resolved(key, tree.get(key.path())));
            } else if (key.kind() == Kind.PATHS) {
                ArrayNode paths = JsonNodeFactory.instance.arrayNode();
                tree.get(key.path()).forEach(text -> paths.add(resolved(key, text)));
                tree.set(key.path(), paths);
            }
        }
    }

    private TextNode resolved(ConfigKey key, JsonNode text) {
        Path path = path(key, text.textValue());
        if (!key.path().equals(DATA_DIR) && !Files.isReadable(path)) {
            throw new ConfigException(key.path(), "\"" + path + "\" is not allowed; allowed: a file that can be read");
        }
        return TextNode.valueOf(path.toString());
    }

    private Path path(ConfigKey key, String text) {
        try {
            return resolve(Path.of(text));
        } catch (InvalidPathException e) {
            throw new ConfigException(key.path(), "it is not a path of this system; allowed: " + key.allowed());
        }
    }

    private Path resolve(Path path) {
        return workingFolder.resolve(path);
    }
}
