package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.lane.Op;
import dev.parley.rooms.Client.Asked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Any history of joins, leaves and removals over a store that is slow or seems to fail, and of takeovers in between: what
 * members were told is what the owner knows is what the cluster keeps.
 */
class MembershipPropertyTest {
    private enum What {
        JOIN,
        LEAVE,
        KICK,
        SIGNAL,
        SLOW,
        LET_GO,
        GIVE_UP,
        TAKE_OVER,
        MOVE_AWAY_AND_BACK
    }

    record Step(What what, int who) {
        @Override
        public String toString() {
            return what + " " + who;
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<What> what = Arbitraries.frequency(
                Tuple.of(8, What.JOIN),
                Tuple.of(5, What.LEAVE),
                Tuple.of(2, What.KICK),
                Tuple.of(4, What.SIGNAL),
                Tuple.of(3, What.SLOW),
                Tuple.of(4, What.LET_GO),
                Tuple.of(2, What.GIVE_UP),
                Tuple.of(1, What.TAKE_OVER),
                Tuple.of(1, What.MOVE_AWAY_AND_BACK));
        return Combinators.combine(what, Arbitraries.integers().between(0, 2))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 250)
    void whatWasToldIsWhatIsKnownIsWhatIsKept(@ForAll("histories") List<Step> history) {
        World world = new World();
        history.forEach(world::play);
        world.settle();
        world.check();
    }

    private static final class World {
        private final Bench bench = new Bench();
        private final Client host = bench.member("host");
        private final List<Client> guests = new ArrayList<>();
        private final Map<Client, List<Open>> open = new HashMap<>();
        private final Map<Client, Long> ids = new HashMap<>();
        private final List<JsonNode> told = new ArrayList<>();
        private String hostEpoch = host.epoch;

        private record Open(Asked asked, Op op, String body) {}

        World() {
            for (String name : List.of("ada", "bob", "eve")) {
                guests.add(bench.client(name));
            }
        }

        void play(Step step) {
            Client who = guests.get(step.who);
            switch (step.what) {
                case JOIN -> ask(who, Op.JOIN, "{}");
                case LEAVE -> ask(who, Op.LEAVE, "{}");
                case KICK -> ask(host, Op.KICK, "{'peerId':'" + who.peerId + "'}");
                case SIGNAL -> who.signal("host", ids.merge(who, 1L, Long::sum), 0, "");
                case SLOW -> bench.hold();
                case LET_GO -> bench.letGo();
                case GIVE_UP -> {
                    bench.rules.giveUp();
                    bench.members.giveUp();
                    bench.deliver();
                }
                case TAKE_OVER -> {
                    bench.takeOver();
                    bench.deliver();
                }
                case MOVE_AWAY_AND_BACK -> {
                    bench.moveAway();
                    bench.moveBack();
                }
            }
            follow();
        }

        private void ask(Client who, Op op, String body) {
            Asked asked = who.ask(op, body);
            open.computeIfAbsent(who, c -> new ArrayList<>()).add(new Open(asked, op, body));
            if (op == Op.JOIN) {
                ids.put(who, 0L);
            }
        }

        /** Routers ask again what moved, in order; the host's gateway keeps its stream. */
        private void follow() {
            bench.vertx.expireTimers();
            open.forEach((who, asked) -> {
                asked.removeIf(o -> !o.asked.isOpen() && !o.asked.isMoved());
                for (Open o : asked) {
                    if (o.asked.isMoved()) {
                        who.again(o.asked.corr, o.op, o.body);
                    }
                }
            });
            host.attach();
            told.addAll(host.seen);
            host.seen.clear();
            hostEpoch = host.epoch;
        }

        void settle() {
            for (int i = 0; i < 10; i++) {
                bench.letGo();
                follow();
            }
            assertThat(open.values().stream().mapToInt(List::size).sum())
                    .as("requests without an answer")
                    .isZero();
        }

        void check() {
            Set<String> known = new LinkedHashSet<>(host.peers().findValuesAsText("peerId"));
            assertThat(toldOf()).as("what the host was told").containsExactlyInAnyOrderElementsOf(known);
            assertThat(kept()).as("what the cluster keeps").containsExactlyInAnyOrderElementsOf(known);
            bench.takeOver();
            host.attach();
            assertThat(host.peers().findValuesAsText("peerId"))
                    .as("what the next owner knows")
                    .containsExactlyElementsOf(known);
        }

        /** The roster as the host's events tell it. On the way nobody joins twice, and who is not there sends nothing. */
        private Set<String> toldOf() {
            Set<String> roster = new LinkedHashSet<>(Set.of("host"));
            for (JsonNode body : told) {
                String type = body.path("type").asText("signal");
                switch (type) {
                    case "peer-joined" ->
                        assertThat(roster.add(body.at("/peer/peerId").asText()))
                                .as("joined once: " + body)
                                .isTrue();
                    case "peer-left" ->
                        assertThat(roster.remove(body.get("peerId").asText()))
                                .as("left once: " + body)
                                .isTrue();
                    case "resync" -> {
                        roster.clear();
                        roster.add("host");
                        roster.addAll(body.get("peers").findValuesAsText("peerId"));
                    }
                    case "signal" ->
                        assertThat(roster)
                                .as("signal of a member")
                                .contains(body.get("from").asText());
                    default -> {}
                }
            }
            return roster;
        }

        private List<String> kept() {
            return bench.members.entries().keySet().stream()
                    .map(key -> key.substring(0, key.indexOf('@')))
                    .toList();
        }
    }
}
