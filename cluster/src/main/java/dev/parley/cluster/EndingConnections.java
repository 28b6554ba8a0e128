package dev.parley.cluster;

import io.vertx.core.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vert.x up to 5.0.12 throws {@code Promise already completed} when a message to another node cannot be written, because
 * the connection ends at that moment: out of the send, or later on the event loop (vert.x pull request 6170). Such a
 * message is lost like any other on its way to a node that dies, and whoever sent it repeats it.
 */
public final class EndingConnections {
    private static final Logger LOG = LoggerFactory.getLogger(EndingConnections.class);

    private EndingConnections() {}

    /** @return false when the message is lost */
    public static boolean survive(String address, Runnable send) {
        try {
            send.run();
            return true;
        } catch (IllegalStateException ended) {
            LOG.debug("the connection ended under a message to {}: {}", address, ended.getMessage());
            return false;
        }
    }

    /** What nobody caught; to be given to {@code Vertx.exceptionHandler}. Everything but the above is logged as an error. */
    public static void uncaught(Throwable failure) {
        if (isFailedTwice(failure)) {
            LOG.debug("the connection ended under a message", failure);
        } else {
            LOG.error("unhandled exception", failure);
        }
    }

    /** Thrown by a promise that Vert.x failed for the second time by itself, with none of our classes in between. */
    private static boolean isFailedTwice(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        if (!(failure instanceof IllegalStateException) || trace.length < 2) {
            return false;
        }
        boolean byPromise = trace[0].getClassName().equals(Promise.class.getName())
                && trace[0].getMethodName().equals("fail");
        return byPromise && trace[1].getClassName().startsWith("io.vertx.core.");
    }
}
