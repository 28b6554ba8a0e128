package dev.parley.load.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficTest {
    @Test
    void theSlicesOfferTogetherWhatTheWholeDoes() {
        List<Traffic> slices = Loads.of(10, 7, 1_000, 5, 3).split(4);

        assertThat(slices).hasSize(4);
        assertThat(slices.stream().mapToInt(Traffic::rooms).sum()).isEqualTo(10);
        assertThat(slices.stream().mapToInt(Traffic::idle).sum()).isEqualTo(7);
        assertThat(slices.stream().mapToInt(Traffic::inFlight).sum()).isEqualTo(5);
        assertThat(slices.stream().mapToDouble(Traffic::rate).sum()).isEqualTo(1_000, within(1e-9));
        assertThat(slices.stream().mapToDouble(Traffic::churn).sum()).isEqualTo(3, within(1e-9));
    }

    @Test
    void noRoomIsInTwoSlices() {
        List<Traffic> slices = Loads.of(10, 0, 1, 0, 0).split(3);

        int next = 0;
        for (Traffic slice : slices) {
            assertThat(slice.firstRoom()).isEqualTo(next);
            next += slice.rooms();
        }
        assertThat(next).isEqualTo(10);
    }

    @Test
    void aSliceHasAtLeastOneRoom() {
        assertThat(Loads.of(2, 0, 1, 0, 0).split(8)).hasSize(2).allMatch(slice -> slice.rooms() == 1);
    }

    @Test
    void aSliceSurvivesTheWayToItsProcess() {
        Traffic slice = Loads.of(10, 7, 1_000, 0, 3).split(3).get(1);

        assertThat(Wire.read(Wire.line(slice), Traffic.class)).isEqualTo(slice);
    }
}
