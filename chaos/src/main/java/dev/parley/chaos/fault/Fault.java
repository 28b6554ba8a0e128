package dev.parley.chaos.fault;

import dev.parley.chaos.report.Figure;
import java.util.List;

/** Something that goes wrong. */
public interface Fault {
    /** As in {@code --fault NAME}. */
    String name();

    /** Its number among the faults that must be survived. */
    String number();

    /** What it does, in a line. */
    String does();

    /** What must be kept, in a line. */
    String bound();

    /** Why it cannot be tried here, null when it can. */
    default String obstacle(Trial trial) {
        return null;
    }

    /**
     * Injects the fault under running traffic and measures. Blocks until it is over; dead nodes may be left dead, the
     * campaign starts them again.
     */
    List<Figure> inject(Trial trial);
}
