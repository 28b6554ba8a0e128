package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.internal.partition.MigrationEndpoint;
import com.hazelcast.internal.partition.PartitionMigrationEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FencesTest {
    private final Fences fences = new Fences(3);

    @Test
    void everyFenceIsOpenAtFirst() {
        for (int p = 0; p < 3; p++) {
            assertThat(Fences.isClosed(fences.number(p))).isFalse();
        }
    }

    @Test
    void aMigrationAwayClosesTheFenceAtItsStart() {
        int before = fences.number(1);
        fences.beforeMigration(event(MigrationEndpoint.SOURCE, 0, 1));
        assertThat(Fences.isClosed(fences.number(1))).isTrue();
        assertThat(fences.number(1)).isNotEqualTo(before);
        fences.commitMigration(event(MigrationEndpoint.SOURCE, 0, 1));
        assertThat(Fences.isClosed(fences.number(1))).isTrue();
        assertThat(fences.number(0)).as("another partition").isEqualTo(before);
    }

    @Test
    void aMigrationThatIsRolledBackOpensItWithAnotherNumber() {
        int before = fences.number(1);
        fences.beforeMigration(event(MigrationEndpoint.SOURCE, 0, -1));
        fences.rollbackMigration(event(MigrationEndpoint.SOURCE, 0, -1));
        assertThat(Fences.isClosed(fences.number(1))).isFalse();
        assertThat(fences.number(1)).isNotEqualTo(before);
    }

    @Test
    void aMigrationHereOpensItOnlyAtItsCommit() {
        fences.close(1);
        fences.beforeMigration(event(MigrationEndpoint.DESTINATION, -1, 0));
        assertThat(Fences.isClosed(fences.number(1))).isTrue();
        fences.commitMigration(event(MigrationEndpoint.DESTINATION, -1, 0));
        assertThat(Fences.isClosed(fences.number(1))).isFalse();
    }

    @Test
    void aBackupThatMovesChangesNothing() {
        int before = fences.number(1);
        fences.beforeMigration(event(MigrationEndpoint.SOURCE, 1, 2));
        fences.commitMigration(event(MigrationEndpoint.DESTINATION, -1, 1));
        fences.rollbackMigration(event(MigrationEndpoint.SOURCE, 1, 2));
        assertThat(fences.number(1)).isEqualTo(before);
    }

    @Test
    void noNumberComesTwice() {
        List<Integer> numbers = new ArrayList<>();
        numbers.add(fences.number(1));
        for (int i = 0; i < 20; i++) {
            fences.close(1);
            numbers.add(fences.number(1));
            fences.open(1);
            numbers.add(fences.number(1));
            fences.open(1);
            numbers.add(fences.number(1));
        }
        assertThat(numbers).doesNotHaveDuplicates();
    }

    @Test
    void listenersLearnWhichPartitionChanged() {
        List<Integer> changed = new ArrayList<>();
        fences.onChange(changed::add);
        fences.close(2);
        fences.open(2);
        assertThat(changed).containsExactly(2, 2);
    }

    private static PartitionMigrationEvent event(MigrationEndpoint endpoint, int from, int to) {
        return new PartitionMigrationEvent(endpoint, 1, from, to, UUID.randomUUID());
    }
}
