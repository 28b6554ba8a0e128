package dev.parley.load.relay;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the JVMs of Parley's and of the bare relay's nodes are started. */
public final class NodeJvm {
    private static final List<String> OPEN = List.of(
            "--add-modules=java.se",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

    private NodeJvm() {}

    /** Both sizes as the JVM reads them: {@code 512m}. */
    public static List<String> flags(String leastHeap, String mostHeap) {
        List<String> flags = new ArrayList<>(List.of("-Xms" + leastHeap, "-Xmx" + mostHeap));
        flags.addAll(OPEN);
        return flags;
    }

    /** The jar, or the folder of classes, that this class comes from: the bare relay is in it. */
    public static Path ownClasses() {
        try {
            return Path.of(NodeJvm.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
