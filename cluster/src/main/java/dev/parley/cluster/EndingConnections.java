package dev.parley.cluster;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vert.x up to 5.0.12 throws out of a send when the connection to the other node ends at that moment (vert.x pull request
 * 6170). Such a message is lost like any other on its way to a node that dies, and whoever sent it repeats it.
 */
final class EndingConnections {
    private static final Logger LOG = LoggerFactory.getLogger(EndingConnections.class);

    private EndingConnections() {}

    static void survive(String address, Runnable send) {
        try {
            send.run();
        } catch (IllegalStateException ended) {
            LOG.debug("the connection ended under a message to {}: {}", address, ended.getMessage());
        }
    }
}
