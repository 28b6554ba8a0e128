package dev.parley.system.feed;

import dev.parley.client.ClientListener;
import dev.parley.client.ParleyClient;
import dev.parley.client.Room;
import dev.parley.client.RoomListener;
import dev.parley.protocol.Ids;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** People who come into rooms and leave them, and nodes that are killed meanwhile. For test threads. */
final class Movement {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final LocalCluster cluster;
    private final Random random;
    private final int rooms;
    private final String prefix = "r-" + Ids.random(6) + "-";
    private final List<Person> people;

    Movement(LocalCluster cluster, int people, int rooms, int seed) {
        this.cluster = cluster;
        this.rooms = rooms;
        this.random = new Random(seed);
        this.people = IntStream.range(0, people).mapToObj(Person::new).toList();
    }

    /** In each about half of the people move. */
    void rounds(int count) {
        for (int round = 0; round < count; round++) {
            people.stream().filter(person -> random.nextBoolean()).forEach(Person::move);
        }
    }

    /** Kills a node that is alive. */
    void kill() {
        List<Integer> alive = cluster.alive();
        cluster.kill(alive.get(random.nextInt(alive.size())));
    }

    /** Rooms with anybody in them. */
    Map<String, Set<String>> truth() {
        Map<String, Set<String>> truth = new HashMap<>();
        people.forEach(person -> person.addTo(truth));
        return truth;
    }

    /** The same of a copy. */
    Map<String, Set<String>> mine(FeedCopy copy) {
        Map<String, Set<String>> mine = new HashMap<>();
        copy.rosters().forEach((room, roster) -> {
            if (room.startsWith(prefix) && !roster.isEmpty()) {
                mine.put(room, new TreeSet<>(roster));
            }
        });
        return mine;
    }

    /** Is in one room or in none. */
    private final class Person {
        private final ParleyClient client;
        private Room room;

        private Person(int number) {
            client = cluster.crowd().create(cluster.crowd().options(number), ClientListener.SILENT);
            Eventually.result(client.open());
        }

        private void move() {
            if (room != null) {
                Eventually.result(room.leave(), PATIENCE);
                room = null;
            } else {
                room = Eventually.result(client.join(prefix + random.nextInt(rooms), new RoomListener() {}), PATIENCE);
            }
        }

        private void addTo(Map<String, Set<String>> truth) {
            if (room != null) {
                truth.computeIfAbsent(room.roomId(), r -> new TreeSet<>())
                        .add(room.self().peerId());
            }
        }
    }
}
