package dev.parley.chaos.fault;

import dev.parley.chaos.nodes.NodeProcess;
import dev.parley.chaos.nodes.Nodes;
import dev.parley.chaos.nodes.Waiting;
import dev.parley.chaos.traffic.Crowd;
import dev.parley.chaos.traffic.Member;
import dev.parley.chaos.traffic.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What a fault works with, and how it looks at what members noticed since the fault began. For one thread. */
public final class Trial {
    private final Nodes nodes;
    private final Crowd crowd;
    private final Traffic traffic;
    private final Settings settings;
    private final Random random;
    private final Observations seen;

    public Trial(Nodes nodes, Crowd crowd, Traffic traffic, Settings settings, Random random) {
        this.nodes = nodes;
        this.crowd = crowd;
        this.traffic = traffic;
        this.settings = settings;
        this.random = random;
        this.seen = new Observations(crowd, traffic);
    }

    /** The fault begins now. */
    void begin() {
        seen.begin();
    }

    /** The fault is over now; what it did to the members may not be. */
    void end() {
        seen.end();
    }

    public long begunAt() {
        return seen.begunAt();
    }

    public long endedAt() {
        return seen.endedAt();
    }

    Observations seen() {
        return seen;
    }

    Nodes nodes() {
        return nodes;
    }

    Crowd crowd() {
        return crowd;
    }

    Traffic traffic() {
        return traffic;
    }

    Settings settings() {
        return settings;
    }

    Random random() {
        return random;
    }

    /** Different ones, by chance. */
    List<NodeProcess> someNodes(int count) {
        List<NodeProcess> all = new ArrayList<>(nodes.all());
        Collections.shuffle(all, random);
        return all.subList(0, count);
    }

    /** Processes of their own, on the loopback, not started. */
    Nodes anotherCluster() {
        return nodes.another();
    }

    /** Waits until every member is connected. @return whether that came in time */
    boolean everybodyOnline(Duration within) {
        return Waiting.until(() -> crowd.members().stream().allMatch(Member::isOnline), within);
    }

    /** Waits until every signal sent before now is settled. @return whether that came in time */
    boolean settled(Duration within) {
        long now = System.nanoTime();
        return Waiting.until(
                () -> traffic.signals()
                        .filter(signal -> signal.sentAt() < now)
                        .allMatch(signal -> signal.isAccepted() || signal.isFailed()),
                within);
    }

    /** Waits until every room that moved has accepted a signal since. @return whether that came in time */
    boolean movedRoomsWritable(Duration within) {
        return Waiting.until(() -> seen.writable().stream().noneMatch(time -> time.isInfinite()), within);
    }

    /** Waits until every signal sent before now is shown, or given up. @return whether that came in time */
    boolean shown(Duration within) {
        long now = System.nanoTime();
        return Waiting.until(
                () -> traffic.signals()
                        .filter(signal -> signal.sentAt() < now)
                        .allMatch(signal -> signal.isAccepted() && signal.isDelivered() || signal.isFailed()),
                within);
    }
}
