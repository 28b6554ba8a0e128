package dev.parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private final List<String> fatal = new ArrayList<>();
    private final List<Runnable> asked = new ArrayList<>();
    private boolean alive = true;
    private final Watchdog watchdog = new Watchdog(fatal::add)
            .expect("It is cut off.", () -> alive)
            .expectAnswer("An event loop hangs.", asked::add);

    @Test
    void aMissingSignMakesTheNodeNotReadyAndThenEndsIt() {
        alive = false;
        look(Watchdog.NOT_READY_AFTER - 1);
        assertThat(watchdog.problem()).isNull();
        look(1);
        assertThat(watchdog.problem()).isEqualTo("It is cut off.");
        look(Watchdog.FATAL_AFTER - Watchdog.NOT_READY_AFTER - 1);
        assertThat(fatal).isEmpty();
        look(5);
        assertThat(fatal).containsExactly("It is cut off.");
    }

    @Test
    void aSignThatComesBackIsForgiven() {
        alive = false;
        look(Watchdog.FATAL_AFTER - 1);
        alive = true;
        look(1);
        assertThat(watchdog.problem()).isNull();
        alive = false;
        look(Watchdog.FATAL_AFTER - 1);
        assertThat(fatal).isEmpty();
    }

    @Test
    void anAnswerThatDoesNotComeIsMissing() {
        for (int i = 0; i <= Watchdog.NOT_READY_AFTER; i++) {
            watchdog.look();
        }
        assertThat(watchdog.problem()).isEqualTo("An event loop hangs.");
        asked.forEach(Runnable::run);
        watchdog.look();
        assertThat(watchdog.problem()).isNull();
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            watchdog.look();
            asked.forEach(Runnable::run);
        }
    }
}
