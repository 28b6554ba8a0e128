package dev.parley.chaos.fault;

import dev.parley.chaos.report.Figure;
import java.time.Duration;
import java.util.List;

/** Any node owns a third of the rooms; which ones moved is told by their new epochs. */
final class KillOwner implements Fault {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "kill-owner";
    }

    @Override
    public String number() {
        return "2";
    }

    @Override
    public String does() {
        return "kill -9 of a node that owns rooms";
    }

    @Override
    public String bound() {
        return "its rooms writable again ≤ 3 s, nobody leaves";
    }

    @Override
    public List<Figure> inject(Trial trial) {
        trial.begin();
        trial.anyNode().kill();
        trial.settled(PATIENCE);
        trial.everybodyOnline(PATIENCE);
        trial.end();
        return List.of(
                Figure.max("moved rooms writable", "s", trial.writable(), 3),
                Figure.told("members told of the new owner", "s", trial.told()),
                Figure.count("peer-left seen", trial.left(), 0),
                Figure.count("memberships ended", trial.ended(), 0));
    }
}
