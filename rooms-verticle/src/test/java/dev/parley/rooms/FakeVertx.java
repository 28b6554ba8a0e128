package dev.parley.rooms;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A Vert.x without threads: blocking work and timers are done when the test says so. */
final class FakeVertx {
    private final List<Runnable> work = new ArrayList<>();
    private final List<Handler<Long>> timers = new ArrayList<>();
    private boolean holding;

    Vertx vertx() {
        return proxy(Vertx.class, (self, method, args) -> switch (method.getName()) {
            case "setTimer" -> setTimer(args[1]);
            case "createSharedWorkerExecutor" -> workers();
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private long setTimer(Object handler) {
        @SuppressWarnings("unchecked")
        Handler<Long> timer = (Handler<Long>) handler;
        timers.add(timer);
        return timers.size();
    }

    /** Lets every timer that was set expire. */
    void expireTimers() {
        List<Handler<Long>> now = List.copyOf(timers);
        timers.clear();
        now.forEach(timer -> timer.handle(0L));
    }

    void hold() {
        holding = true;
    }

    void letGo() {
        holding = false;
        List<Runnable> now = List.copyOf(work);
        work.clear();
        now.forEach(Runnable::run);
    }

    private WorkerExecutor workers() {
        return proxy(WorkerExecutor.class, (self, method, args) -> {
            if (!method.getName().equals("executeBlocking")) {
                throw new UnsupportedOperationException(method.getName());
            }
            return execute((Callable<?>) args[0]);
        });
    }

    private Future<Object> execute(Callable<?> blocking) {
        Promise<Object> promise = Promise.promise();
        Runnable run = () -> {
            try {
                promise.complete(blocking.call());
            } catch (Exception failed) {
                promise.fail(failed);
            }
        };
        if (holding) {
            work.add(run);
        } else {
            run.run();
        }
        return promise.future();
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
