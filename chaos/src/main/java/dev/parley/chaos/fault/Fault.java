package dev.parley.chaos.fault;

import dev.parley.chaos.report.Figure;
import java.util.List;
import java.util.function.Function;

/**
 * Something that goes wrong.
 *
 * @param name as in {@code --fault NAME}
 * @param number its number among the faults that must be survived
 * @param does what it does, in a line
 * @param bound what must be kept, in a line
 * @param obstacle tells why it cannot be tried here, or null
 * @param injection does it under running traffic
 */
public record Fault(
        String name, String number, String does, String bound, Function<Trial, String> obstacle, Injection injection) {

    /** Injects a fault and measures. Blocks until it is over; dead nodes may be left dead, the campaign starts them. */
    @FunctionalInterface
    public interface Injection {
        List<Figure> inject(Trial trial);
    }

    static Fault of(String name, String number, String does, String bound, Injection injection) {
        return new Fault(name, number, does, bound, trial -> null, injection);
    }

    Fault unless(Function<Trial, String> reason) {
        return new Fault(name, number, does, bound, reason, injection);
    }
}
