package dev.parley.chaos.fault;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** All faults there are. */
public final class Faults {
    private static final List<Fault> ALL = List.of(
            new KillGateway(), new KillOwner(), new Freeze("freeze-10", "5", Duration.ofSeconds(10)), new LongFreeze());

    /** What is shown to work in a few minutes. */
    private static final List<String> QUICK =
            List.of("kill-gateway", "kill-owner", "drain", "freeze-10", "postgres", "slow-reader");

    private Faults() {}

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
