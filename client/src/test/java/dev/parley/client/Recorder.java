package dev.parley.client;

import java.util.ArrayList;
import java.util.List;

/** Notes what a room tells. */
final class Recorder implements RoomListener {
    final List<String> signals = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    String end;

    @Override
    public void signal(Room room, Signal signal) {
        signals.add(signal.from() + signal.id() + ":" + signal.data().text());
    }

    @Override
    public void event(Room room, RoomEvent event) {
        events.add(event.type());
    }

    @Override
    public void ended(Room room, String reason) {
        end = reason;
    }
}
