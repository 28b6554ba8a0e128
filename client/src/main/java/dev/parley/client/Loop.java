package dev.parley.client;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/** Where a client lives: one event loop and its clock. Everything that a client does happens on it. */
public interface Loop {
    /** Milliseconds of a clock that never goes back; only differences mean anything. */
    long nowMs();

    /** Runs {@code task} on the loop: right now when the caller is on it, else later. May be called from any thread. */
    void execute(Runnable task);

    /** Runs {@code task} on the loop in {@code ms} milliseconds. @return what takes the task back */
    Runnable after(long ms, Runnable task);

    /** The caller's loop; a thread outside Vert.x always gets the same one. */
    static Loop of(Vertx vertx) {
        return new VertxLoop(vertx, vertx.getOrCreateContext());
    }

    /** As many loops, spread over the event loops of {@code vertx}, for programs with many clients. */
    static Future<List<Loop>> spread(Vertx vertx, int loops) {
        List<Future<Loop>> all = new ArrayList<>();
        for (int i = 0; i < loops; i++) {
            Promise<Loop> promise = Promise.promise();
            all.add(vertx.deployVerticle(new AbstractVerticle() {
                        @Override
                        public void start() {
                            promise.complete(new VertxLoop(vertx, context));
                        }
                    })
                    .compose(id -> promise.future()));
        }
        return Future.all(all).map(done -> done.list());
    }

    /** The loop of {@code context}, which must be an event loop's. */
    static Loop of(Vertx vertx, Context context) {
        return new VertxLoop(vertx, context);
    }
}
