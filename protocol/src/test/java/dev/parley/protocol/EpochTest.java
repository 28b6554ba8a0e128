package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpochTest {
    @Test
    void aLaterTermIsNewerWhateverItsText() {
        String early = new Epoch(35, "zzzzzzzz").forRoom();
        String late = new Epoch(36, "aaaaaaaa").forRoom();
        assertThat(Epoch.isOlder(early, late)).isTrue();
        assertThat(Epoch.isOlder(late, early)).isFalse();
    }

    @Test
    void withinATermTheRoomOpenedLaterIsNewer() {
        Epoch term = Epoch.after(4);
        String previous = term.forRoom();
        for (int i = 0; i < 2_000; i++) {
            String next = term.forRoom();
            assertThat(Epoch.isOlder(previous, next))
                    .as(previous + " before " + next)
                    .isTrue();
            assertThat(Epoch.isOlder(next, previous)).isFalse();
            previous = next;
        }
    }

    @Test
    void anEpochIsNotOlderThanItself() {
        String epoch = Epoch.after(0).forRoom();
        assertThat(Epoch.isOlder(epoch, epoch)).isFalse();
    }

    @Test
    void twoOwnersOfOneTermAreOrderedAlikeByEverybody() {
        String a = new Epoch(3, "aaaaaaaa").forRoom();
        String b = new Epoch(3, "bbbbbbbb").forRoom();
        assertThat(Epoch.isOlder(a, b)).isNotEqualTo(Epoch.isOlder(b, a));
    }
}
