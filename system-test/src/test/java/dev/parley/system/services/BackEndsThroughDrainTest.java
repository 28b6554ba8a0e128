package dev.parley.system.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Back ends ask on, each in its way, while a node is drained. */
class BackEndsThroughDrainTest {
    private static final int DRAINED = 2;
    private static final int ENOUGH = 40;
    /** Of some hundreds: what is under way to a node when the bus lets go of it, which promises nothing for that. */
    private static final int LOST_BY_THE_BUS = 2;

    @Test
    void requestsAreAnsweredAndNoConnectionHangs() throws InterruptedException {
        try (LocalCluster nodes =
                ServicesCluster.opened(3).with("PARLEY_LIMITS_RATE", "off").start()) {
            Ways ways = new Ways(nodes, nodes.serviceToken("crm", "rooms.request.*"));
            BackEnd bus = new BackEnd("bus", ways.bus(0));
            BackEnd tcp = new BackEnd("tcp to a node that stays", ways.tcp(0));
            BackEnd rest = new BackEnd("REST of a node that stays", ways.rest(0));
            List<BackEnd> elsewhere = List.of(bus, tcp, rest);
            List<BackEnd> there = List.of(
                    new BackEnd("tcp to the drained node", ways.tcp(DRAINED)),
                    new BackEnd("REST of the drained node", ways.rest(DRAINED)));
            try {
                answered(elsewhere);
                answered(there);
                nodes.stop(DRAINED);
                answered(elsewhere);
                answered(there);
            } finally {
                end(elsewhere);
                end(there);
            }
            assertThat(bus.failures()).as(bus.toString()).isSubsetOf("draining", "unavailable", BackEnd.SILENCE);
            assertThat(bus.silences()).as(bus.toString()).isLessThanOrEqualTo(LOST_BY_THE_BUS);
            List.of(tcp, rest).forEach(backEnd -> assertThat(backEnd.failures())
                    .as(backEnd.toString())
                    .isSubsetOf("draining", "unavailable"));
            // a connection that is refused, or closed unasked, is an answer, too
            there.forEach(backEnd -> assertThat(backEnd.failures())
                    .as(backEnd.toString())
                    .isSubsetOf("draining", "unavailable", BackEnd.BROKEN));
        }
    }

    private static void end(List<BackEnd> backEnds) throws InterruptedException {
        for (BackEnd backEnd : backEnds) {
            backEnd.end();
        }
    }

    /** All of them go on. */
    private static void answered(List<BackEnd> backEnds) {
        for (BackEnd backEnd : backEnds) {
            int before = backEnd.answers();
            Eventually.holds(() -> backEnd.answers() >= before + ENOUGH, () -> backEnds.toString());
        }
    }
}
