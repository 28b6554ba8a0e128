package dev.parley.cluster;

import dev.parley.protocol.lane.ToOwner;
import dev.parley.protocol.lane.ToOwner.Asked;
import io.vertx.core.eventbus.EventBus;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** A bus on which nothing travels: it remembers what was sent where. */
final class RecordingBus {
    record Sent(String address, ToOwner message) {
        long corr() {
            return ((Asked) message).corr();
        }
    }

    private final List<Sent> sent = new ArrayList<>();
    private final EventBus bus = (EventBus) Proxy.newProxyInstance(
            RecordingBus.class.getClassLoader(), new Class<?>[] {EventBus.class}, (proxy, method, args) -> {
                if (!method.getName().equals("send")) {
                    throw new UnsupportedOperationException(method.getName());
                }
                sent.add(new Sent((String) args[0], (ToOwner) args[1]));
                return proxy;
            });

    EventBus bus() {
        return bus;
    }

    /** What was sent since the last call. */
    List<Sent> take() {
        List<Sent> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    /** The numbers of the requests that were sent since the last call. */
    List<Long> takeCorrs() {
        return take().stream().map(Sent::corr).toList();
    }
}
