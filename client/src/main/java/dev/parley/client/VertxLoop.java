package dev.parley.client;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** An event loop of Vert.x. */
record VertxLoop(Vertx vertx, Context context) implements Loop {

    @Override
    public long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public void execute(Runnable task) {
        if (Vertx.currentContext() == context) {
            task.run();
        } else {
            context.runOnContext(v -> task.run());
        }
    }

    @Override
    public Runnable after(long ms, Runnable task) {
        long timer = vertx.setTimer(Math.max(1, ms), id -> execute(task));
        return () -> vertx.cancelTimer(timer);
    }
}
