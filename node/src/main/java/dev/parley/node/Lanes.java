package dev.parley.node;

import dev.parley.gateway.GatewayVerticle;
import dev.parley.rooms.RoomsVerticle;
import dev.parley.signaling.SignalingVerticle;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The lanes that a node runs. Added to while the node starts; what it tells them may come from any thread. */
final class Lanes {
    final List<RoomsVerticle> rooms = new ArrayList<>();
    final List<SignalingVerticle> people = new ArrayList<>();
    final List<GatewayVerticle> gateways = new ArrayList<>();

    /** Whether every lane that owns anything has loaded what the table gives to it. */
    Future<Boolean> settled() {
        List<Future<Boolean>> all = Stream.concat(
                        rooms.stream().map(RoomsVerticle::settled),
                        people.stream().map(SignalingVerticle::settled))
                .toList();
        return Future.all(all).map(done -> done.<Boolean>list().stream().allMatch(Boolean::booleanValue));
    }

    void nodeLeft(String nodeId) {
        rooms.forEach(lane -> lane.nodeLeft(nodeId));
        people.forEach(lane -> lane.nodeLeft(nodeId));
        gateways.forEach(lane -> lane.nodeLeft(nodeId));
    }

    /** Owners before gateways, so that what these tell is not forgotten again. */
    void merged() {
        rooms.forEach(RoomsVerticle::merged);
        people.forEach(SignalingVerticle::merged);
        gateways.forEach(GatewayVerticle::merged);
    }

    /** Ends when no client is connected any more, and nothing is asked. */
    Future<Void> drain() {
        return all(GatewayVerticle::drain).eventually(() -> all(GatewayVerticle::leave));
    }

    private Future<Void> all(Function<GatewayVerticle, Future<Void>> what) {
        return Future.join(gateways.stream().map(what).toList()).mapEmpty();
    }

    void watchedBy(Watchdog watchdog) {
        rooms.forEach(lane -> watchdog.expectAnswer("A lane of rooms hangs.", lane::ping));
        people.forEach(lane -> watchdog.expectAnswer("A lane of people hangs.", lane::ping));
        gateways.forEach(lane -> watchdog.expectAnswer("A lane of sockets hangs.", lane::ping));
    }
}
