package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.protocol.Code;
import dev.parley.protocol.IceServers;
import dev.parley.protocol.lane.Op;
import dev.parley.rooms.Client.Asked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Any history of signals, lost connections, lost messages and takeovers, with clients that keep to the wire contract:
 * every signal is shown once and in its sender's order, streams have no gap, and nobody is seen to leave.
 */
class DeliveryPropertyTest {
    private enum What {
        SIGNAL,
        STATE,
        DROP,
        VANISH,
        RESUME,
        UNREGISTER,
        HOLD,
        LOSE,
        TAKE_OVER,
        TIME
    }

    record Step(What what, int who, int other) {
        @Override
        public String toString() {
            return what + " " + who + " " + other;
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<What> what = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(12, What.SIGNAL),
                net.jqwik.api.Tuple.of(5, What.STATE),
                net.jqwik.api.Tuple.of(2, What.DROP),
                net.jqwik.api.Tuple.of(1, What.VANISH),
                net.jqwik.api.Tuple.of(4, What.RESUME),
                net.jqwik.api.Tuple.of(1, What.UNREGISTER),
                net.jqwik.api.Tuple.of(2, What.HOLD),
                net.jqwik.api.Tuple.of(2, What.LOSE),
                net.jqwik.api.Tuple.of(1, What.TAKE_OVER),
                net.jqwik.api.Tuple.of(2, What.TIME));
        return Combinators.combine(
                        what,
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 2))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 150)
    void everySignalIsShownOnceAndInOrder(@ForAll("histories") List<Step> history) {
        World world = new World(ring(256));
        history.forEach(world::play);
        world.heal();
        world.checkEverythingArrived();
        world.checkNobodyLeft();
        world.checkStreams();
    }

    /** A ring that is too small for what happens: then a recipient is told of the gap. */
    @Property(tries = 100)
    void whatIsMissingIsNeverMissingInSilence(@ForAll("histories") List<Step> history) {
        World world = new World(ring(2));
        history.forEach(world::play);
        world.heal();
        world.checkOrderAndMissingOnlyAfterAResync();
        world.checkNobodyLeft();
        world.checkStreams();
    }

    private static RoomsConfig ring(int frames) {
        return new RoomsConfig(
                true, 8, 16, 600_000, frames, 1 << 20, 30_000, 3, 30_000, 15_000, IceServers.ofStun(List.of()));
    }

    private static final class World {
        private final Bench bench;
        private final List<Person> people = new ArrayList<>();
        private final Random random = new Random(7);
        private int lanes;
        private boolean takenOver;

        World(RoomsConfig config) {
            bench = new Bench(config);
            for (String name : List.of("ada", "bob", "eve")) {
                people.add(new Person(bench.member(name)));
            }
        }

        void play(Step step) {
            Person who = people.get(step.who);
            Person other = people.get(step.other);
            switch (step.what) {
                case SIGNAL -> who.wantToSend(other);
                case STATE -> {
                    if (who.connected) {
                        who.client.ask(Op.STATE, "{'state':{'hand':true}}");
                    }
                }
                case DROP -> who.drop(true);
                case VANISH -> who.drop(false);
                case RESUME -> who.reconnect(nextLane());
                case UNREGISTER -> {
                    if (who.connected) {
                        who.client.detach(false);
                    }
                }
                case HOLD -> who.hold();
                case LOSE -> bench.lose((lane, message) -> random.nextInt(3) == 0);
                case TAKE_OVER -> {
                    takenOver = true;
                    bench.takeOver();
                }
                case TIME -> time();
            }
            people.forEach(Person::flush);
        }

        private String nextLane() {
            return "gateway.g" + (++lanes % 5) + "." + lanes;
        }

        /** Nobody is away for long: that is for other tests. */
        private void time() {
            bench.loseNothing();
            people.forEach(p -> p.reconnect(nextLane()));
            people.forEach(Person::hold);
            bench.live(5_000);
        }

        void heal() {
            time();
            for (int round = 0; round < 20; round++) {
                people.forEach(Person::hold);
                people.forEach(Person::flush);
            }
        }

        void checkEverythingArrived() {
            for (Person to : people) {
                for (Person from : people) {
                    assertThat(to.shownFrom(from)).as(from + " to " + to).isEqualTo(from.sentTo(to));
                }
            }
        }

        /** What a gap swallowed may still come late, when a takeover makes its sender send everything again. */
        void checkOrderAndMissingOnlyAfterAResync() {
            for (Person to : people) {
                for (Person from : people) {
                    List<Long> shown = to.shownFrom(from);
                    if (!takenOver || !to.resynced) {
                        assertThat(shown).as(from + " to " + to).isSorted();
                    }
                    if (!to.resynced) {
                        assertThat(shown).as(from + " to " + to).isEqualTo(from.sentTo(to));
                    }
                }
            }
        }

        void checkNobodyLeft() {
            for (Person person : people) {
                assertThat(person.all)
                        .extracting(body -> body.path("type").asText())
                        .doesNotContain("peer-left", "room-closed");
                assertThat(person.client.peers()).hasSize(3);
            }
        }

        void checkStreams() {
            people.forEach(Person::checkNumbers);
        }
    }

    /** A client that keeps to the contract: ids in order, the lowest not settled as base, everything again on a new epoch. */
    private static final class Person {
        private final Client client;
        private final List<Long> ids = new ArrayList<>();
        private final Map<Long, String> recipients = new HashMap<>();
        private final Set<Long> unknown = new HashSet<>();
        private final List<JsonNode> all = new ArrayList<>();
        private long settledTo;
        private long sent;
        private String epoch;
        private boolean connected = true;
        private boolean resynced;

        Person(Client client) {
            this.client = client;
            this.epoch = client.epoch;
        }

        void wantToSend(Person other) {
            sent++;
            ids.add(sent);
            recipients.put(sent, other.client.peerId);
        }

        /** Sends what is not settled, oldest first, and stops at what does not go through. */
        void flush() {
            look();
            if (!connected) {
                return;
            }
            if (!epoch.equals(client.epoch)) {
                epoch = client.epoch;
                settledTo = 0;
            }
            while (settledTo < sent) {
                long id = settledTo + 1;
                Asked asked = client.signal(recipients.get(id), id, id, epoch);
                if (!settles(asked, id)) {
                    return;
                }
                settledTo = id;
            }
            look();
        }

        private boolean settles(Asked asked, long id) {
            if (Client.accepted(asked)) {
                return true;
            }
            if (!asked.isOpen() && !asked.isMoved() && asked.code() == Code.PEER_UNKNOWN) {
                unknown.add(id);
                return true;
            }
            return false;
        }

        void drop(boolean told) {
            if (connected) {
                connected = false;
                client.open = false;
                if (told) {
                    client.detach(true);
                }
                client.ready = false;
            }
        }

        void reconnect(String lane) {
            if (connected) {
                return;
            }
            client.generation++;
            client.lane = lane;
            Asked asked = client.ask(Op.RESUME, "{'epoch':'" + client.epoch + "','seq':" + client.seq + "}");
            if (asked.isOpen() || asked.isMoved()) {
                return;
            }
            connected = true;
            client.open = true;
            client.startAt(asked.answer().epoch(), asked.answer().seq());
            resynced |= asked.reply().has("resync");
            note(asked.reply().has("resync"));
            client.attach();
        }

        void hold() {
            if (connected) {
                client.ready = true;
                client.hold();
                client.attach();
                client.gaps.clear();
            }
        }

        /** A resync in a resume's reply begins the numbers anew as one on the stream does. */
        private void note(boolean resync) {
            if (resync) {
                all.add(JsonNodeFactory.instance
                        .objectNode()
                        .put("type", "resync")
                        .put("epoch", client.epoch)
                        .put("seq", client.seq));
            }
        }

        private void look() {
            client.seen.forEach(body -> resynced |= body.path("type").asText().equals("resync"));
            all.addAll(client.seen);
            client.seen.clear();
        }

        List<Long> sentTo(Person to) {
            return ids.stream()
                    .filter(id -> recipients.get(id).equals(to.client.peerId) && !unknown.contains(id))
                    .toList();
        }

        /** What the recipient's program is given: repetitions by sender and id are dropped. */
        List<Long> shownFrom(Person from) {
            return all.stream()
                    .filter(body -> body.path("from").asText().equals(from.client.peerId) && body.has("data"))
                    .map(body -> body.get("id").asLong())
                    .distinct()
                    .toList();
        }

        void checkNumbers() {
            String at = "";
            long number = 0;
            for (JsonNode body : all) {
                boolean begins = body.path("type").asText().equals("resync");
                if (!begins && !at.isEmpty()) {
                    assertThat(body.get("epoch").asText())
                            .as("epoch of " + body)
                            .isEqualTo(at);
                    assertThat(body.get("seq").asLong()).as("seq of " + body).isEqualTo(number + 1);
                }
                at = body.get("epoch").asText();
                number = body.get("seq").asLong();
            }
        }

        @Override
        public String toString() {
            return client.peerId;
        }
    }
}
