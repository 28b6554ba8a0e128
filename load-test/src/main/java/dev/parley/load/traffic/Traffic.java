package dev.parley.load.traffic;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be offered: by all generator processes together, or a slice of it by one of them.
 *
 * @param endpoints public URLs of nodes; peers begin at each of them in turn
 * @param run a word that makes the names of this run's rooms its own
 * @param firstRoom the number of the slice's first room
 * @param rooms how many
 * @param roomSize peers in each
 * @param idle sockets with a session and no room
 * @param rampSeconds over which they connect, evenly
 * @param seconds of load after the ramp
 * @param rate signals a second, whatever becomes of them; 0 for the closed loop
 * @param inFlight signals open at any time in the closed loop, else 0
 * @param churn a second: half of them a leave with a new join, half a lost connection
 * @param script what is said
 * @param payload bytes of each signal's data under {@link Script#SIGNALS}
 */
public record Traffic(
        List<String> endpoints,
        String run,
        int firstRoom,
        int rooms,
        int roomSize,
        int idle,
        double rampSeconds,
        int seconds,
        double rate,
        int inFlight,
        double churn,
        Script script,
        int payload) {

    /** Sockets in all. */
    public int sockets() {
        return rooms * roomSize + idle;
    }

    /** As many slices, or fewer when there are fewer rooms: a room is never cut, for its peers share one clock. */
    public List<Traffic> split(int processes) {
        int slices = Math.max(1, Math.min(processes, Math.max(rooms, Math.min(idle, 1))));
        List<Traffic> all = new ArrayList<>();
        for (int i = 0; i < slices; i++) {
            int begin = part(rooms, i, slices);
            int mine = part(rooms, i + 1, slices) - begin;
            double share = rooms == 0 ? 0 : (double) mine / rooms;
            all.add(slice(begin, mine, share, i, slices));
        }
        return all;
    }

    private Traffic slice(int begin, int mine, double share, int index, int slices) {
        return new Traffic(
                rotated(begin),
                run,
                firstRoom + begin,
                mine,
                roomSize,
                part(idle, index + 1, slices) - part(idle, index, slices),
                rampSeconds,
                seconds,
                rate * share,
                part(inFlight, index + 1, slices) - part(inFlight, index, slices),
                churn * share,
                script,
                payload);
    }

    /** The endpoints beginning at another one. */
    List<String> rotated(int by) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < endpoints.size(); i++) {
            all.add(endpoints.get((by + i) % endpoints.size()));
        }
        return all;
    }

    private static int part(int whole, int index, int slices) {
        return (int) ((long) whole * index / slices);
    }
}
