package dev.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ParticipationsTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static Participations stays;

    @BeforeAll
    static void open() throws Exception {
        DB.people("ann");
        stays = new Participations(DB.database());
    }

    @Test
    void staysAreToldNewestFirst() throws Exception {
        Participation ann = new Participation("tea", "p_1", "acc_ann", "Ann", 1_000, 0, null);
        Participation guest = new Participation("tea", "p_2", null, "Guest", 2_000, 3_000, "left");
        Await.await(stays.save(List.of(ann, guest)));

        assertThat(Await.await(stays.of("tea", 10))).containsExactly(guest, ann);
        assertThat(Await.await(stays.of("tea", 1))).containsExactly(guest);
        assertThat(Await.await(stays.of("other", 10))).isEmpty();
    }

    @Test
    void whatComesAgainOrLateChangesNothing() throws Exception {
        Participation open = new Participation("cake", "p_1", null, "Guest", 1_000, 0, null);
        Participation ended = new Participation("cake", "p_1", null, "Guest", 1_000, 2_000, "kicked");
        Await.await(stays.save(List.of(open, ended, ended)));
        Await.await(stays.save(List.of(open)));
        Await.await(stays.save(List.of(new Participation("cake", "p_1", null, "Guest", 1_000, 9_000, "left"))));

        assertThat(Await.await(stays.of("cake", 10))).containsExactly(ended);
    }

    @Test
    void aBatchIsWrittenWholeOrNotAtAll() throws Exception {
        Participation good = new Participation("whole", "p_1", null, "Guest", 1_000, 0, null);
        Participation bad = new Participation("whole", "p_2", "acc_nobody", "Nobody", 1_000, 0, null);

        assertThat(Await.failure(stays.save(List.of(good, bad)))).isNotNull();
        assertThat(Await.await(stays.of("whole", 10))).isEmpty();
    }
}
