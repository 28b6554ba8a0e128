package dev.parley.cluster;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** A Vert.x of which only the timers work, and those when the test says so. */
final class ManualTimers {
    private final List<Handler<Long>> due = new ArrayList<>();
    private final Vertx vertx = (Vertx) Proxy.newProxyInstance(
            ManualTimers.class.getClassLoader(), new Class<?>[] {Vertx.class}, (proxy, method, args) -> {
                if (!method.getName().equals("setTimer")) {
                    throw new UnsupportedOperationException(method.getName());
                }
                due.add(handler(args[1]));
                return (long) due.size();
            });

    Vertx vertx() {
        return vertx;
    }

    /** Lets every timer that was set expire. */
    void fire() {
        List<Handler<Long>> now = List.copyOf(due);
        due.clear();
        now.forEach(handler -> handler.handle(0L));
    }

    @SuppressWarnings("unchecked")
    private static Handler<Long> handler(Object argument) {
        return (Handler<Long>) argument;
    }
}
