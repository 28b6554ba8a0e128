package dev.parley.client;

import io.vertx.core.Promise;

/** A signal on its way, from when it got its number until it need not be sent again. */
final class Outgoing {
    final long id;
    final String to;
    final long deadline;
    final Promise<Void> promise = Promise.promise();
    /** Null when the number only has to be filled, because nobody waits for the signal any more. */
    String data;

    boolean settled;
    long settledAt;
    RequestException trouble;

    Outgoing(long id, String to, String data, long deadline) {
        this.id = id;
        this.to = to;
        this.data = data;
        this.deadline = deadline;
    }

    void giveUp(RequestException why) {
        data = null;
        promise.tryFail(why);
    }
}
