package dev.parley.load.compare;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** What must not outlive this process: ended by a signal or an exception, it ends the servers that it has started. */
final class Stage {
    private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();

    Stage() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::clear, "end-servers"));
    }

    /** Remembers what can be closed twice. */
    <T extends AutoCloseable> T open(T servers) {
        open.push(servers);
        return servers;
    }

    private void clear() {
        open.forEach(servers -> {
            try {
                servers.close();
            } catch (Exception e) {
                System.err.println("compare: a server may be left running: " + e.getMessage());
            }
        });
    }
}
