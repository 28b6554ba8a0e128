package dev.parley.gateway.session;

import dev.parley.cluster.Post;
import dev.parley.protocol.lane.LaneMessage;
import java.util.ArrayList;
import java.util.List;

/** A bus that delivers nothing and keeps what was sent. */
final class RecordingBus implements Post {
    /** One message and where it went. */
    record Sent(String address, LaneMessage message) {}

    final List<Sent> sent = new ArrayList<>();

    /** The messages of one kind, oldest first. */
    <T extends LaneMessage> List<T> sent(Class<T> kind) {
        return sent.stream()
                .map(Sent::message)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Override
    public void send(String lane, LaneMessage message) {
        sent.add(new Sent(lane, message));
    }
}
