package dev.parley.chaos.fault;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** All faults there are. */
public final class Faults {
    private static final List<Fault> ALL = List.of(
            Fault.of(
                    "kill-gateway",
                    "1",
                    "kill -9 of a node while clients hang on it",
                    "its clients resumed elsewhere p95 ≤ 3 s, no peer-left",
                    Kill::gateway),
            Fault.of(
                    "kill-owner",
                    "2",
                    "kill -9 of a node that owns rooms",
                    "its rooms writable again ≤ 3 s, nobody leaves",
                    Kill::owner),
            Fault.of("kill-two", "3", "kill -9 of two nodes", "those that are left serve all ≤ 15 s", Kill::two),
            Fault.of(
                    "drain",
                    "4",
                    "SIGTERM of a node, with a call going on",
                    "exit ≤ 30 s, one reconnect at most, no call ends",
                    Drain::one),
            Fault.of(
                    "rolling-restart",
                    "4",
                    "each node is ended by SIGTERM and started again, with a call going on",
                    "exit ≤ 30 s, one reconnect for a restart at most, no call ends",
                    Drain::rolling),
            Fault.of(
                    "freeze-10",
                    "5",
                    "SIGSTOP of a node for 10 s",
                    "no eviction; all is accepted and shown ≤ 2 s after SIGCONT",
                    trial -> Freeze.briefly(trial, Duration.ofSeconds(10))),
            Fault.of(
                    "freeze-60",
                    "6",
                    "SIGSTOP of a node for 60 s",
                    "evicted ≤ 20 s; healthy nodes answer ≤ 1 s all the time; it rejoins and serves nothing stale",
                    trial -> Freeze.forLong(trial, Duration.ofSeconds(60))),
            Fault.of(
                            "partition",
                            "7",
                            "a node is cut off from the others for 40 s, and healed",
                            "each side serves its own; one roster ≤ 20 s after healing",
                            Partition::cut)
                    .unless(Partition::obstacle),
            Fault.of(
                    "postgres",
                    "8",
                    "PostgreSQL is killed, started again, and hangs",
                    "rooms and the running call go on; login answers 503 ≤ 3 s; history complete afterwards",
                    Postgres::away),
            Fault.of(
                    "pause",
                    "9",
                    "a node stands still for 5 s, as in a collector's pause",
                    "no eviction; others' p99 < 2×",
                    trial -> Freeze.pause(trial, Duration.ofSeconds(5))),
            Fault.of(
                            "block-loop",
                            "9",
                            "one event loop of a node stands still for 4 s",
                            "no eviction; others' p99 < 2×",
                            trial -> BlockLoop.block(trial, Duration.ofSeconds(4)))
                    .unless(trial -> BlockLoop.obstacle()),
            Fault.of(
                    "slow-reader",
                    "10",
                    "a client that pings but does not read is flooded",
                    "closed with 3001, memory bounded; it resumes with everything or an explicit gap",
                    SlowReader::flood),
            Fault.of(
                    "flap",
                    "11",
                    "a client is dropped 100 times, a tab is killed, a session is continued in a second tab",
                    "nobody notices the drops; ghost gone ≤ resume window + 5 s; old tab closed 3502 for good",
                    Flap::clients),
            Fault.of(
                    "storm",
                    "12",
                    "very many idle clients (--storm) lose their connection at one moment",
                    "all back ≤ 60 s, others' signals p99 < 500 ms",
                    Storm::come),
            Fault.of("cold-start", "13", "all nodes of a new cluster start at once", "one cluster ≤ 20 s", Start::cold),
            Fault.of(
                    "full-restart",
                    "14",
                    "all nodes are killed and started again",
                    "clients resume with the same ids, rooms rebuilt",
                    Start::over));

    /** What is shown to work in a few minutes. */
    private static final List<String> QUICK =
            List.of("kill-gateway", "kill-owner", "drain", "freeze-10", "postgres", "slow-reader");

    private Faults() {}

    /** What is done over and over with {@code --minutes}. */
    public static Fault soak() {
        return Fault.of(
                "soak",
                "17",
                "a random node is killed and started again, over and over",
                "as kill-gateway and kill-owner each time; heap, threads and what nodes hold stay flat",
                Kill::any);
    }

    public static List<Fault> all() {
        return ALL;
    }

    public static List<Fault> quick() {
        return ALL.stream().filter(fault -> QUICK.contains(fault.name())).toList();
    }

    /** @throws IllegalArgumentException with a sentence, when there is none of that name */
    public static Fault named(String name) {
        return ALL.stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no fault " + name + "; there are " + names()));
    }

    private static String names() {
        return ALL.stream().map(Fault::name).collect(Collectors.joining(", "));
    }
}
