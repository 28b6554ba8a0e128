package dev.parley.cluster;

import dev.parley.protocol.lane.LaneMessage;
import dev.parley.protocol.lane.ToOwner;
import dev.parley.protocol.lane.ToOwner.Asked;
import java.util.ArrayList;
import java.util.List;

/** A bus on which nothing travels: it remembers what was sent where. */
final class RecordingBus implements Post {
    record Sent(String address, ToOwner message) {
        long corr() {
            return ((Asked) message).corr();
        }
    }

    private final List<Sent> sent = new ArrayList<>();

    @Override
    public void send(String lane, LaneMessage message) {
        sent.add(new Sent(lane, (ToOwner) message));
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
