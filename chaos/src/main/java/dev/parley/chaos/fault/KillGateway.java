package dev.parley.chaos.fault;

import dev.parley.chaos.report.Figure;
import java.time.Duration;
import java.util.List;

/** A third of the clients hang on it. */
final class KillGateway implements Fault {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "kill-gateway";
    }

    @Override
    public String number() {
        return "1";
    }

    @Override
    public String does() {
        return "kill -9 of a node while clients hang on it";
    }

    @Override
    public String bound() {
        return "its clients resumed elsewhere p95 ≤ 3 s, no peer-left";
    }

    @Override
    public List<Figure> inject(Trial trial) {
        trial.begin();
        trial.anyNode().kill();
        trial.settled(PATIENCE);
        trial.everybodyOnline(PATIENCE);
        trial.end();
        return List.of(
                Figure.p95("clients back", "s", trial.back(), 3),
                Figure.count("peer-left seen", trial.left(), 0),
                Figure.count("memberships ended", trial.ended(), 0));
    }
}
