package dev.parley.load.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.load.compare.wire.Member;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class RoomOfMembersTest {
    private final List<FakeMember> fakes = new ArrayList<>();
    private final AtomicInteger hearings = new AtomicInteger();

    @Test
    void everyMemberHearsOfEachThatJoinsLater() {
        assertThat(room(5, true).fill(5).succeeded()).isTrue();

        assertThat(hearings).hasValue(RoomOfMembers.hearings(5)).hasValue(10);
    }

    @Test
    void whatIsHeardTwiceOrOfEarlierMembersDoesNotCount() {
        room(3, true).fill(3);
        int all = hearings.get();

        fakes.get(0).joined.accept(2);
        fakes.get(2).joined.accept(0);

        assertThat(hearings).hasValue(all);
    }

    @Test
    void aRosterThatLacksTheMemberBeforeFailsTheJoin() {
        Future<Void> filled = room(2, false).fill(2);

        assertThat(filled.failed()).isTrue();
        assertThat(filled.cause()).hasMessageContaining("roster lacks a member");
    }

    private RoomOfMembers room(int members, boolean rosters) {
        for (int i = 0; i < members; i++) {
            fakes.add(new FakeMember(rosters));
        }
        return new RoomOfMembers("r", List.copyOf(fakes), hearings::incrementAndGet);
    }

    /** Joins at once and tells those that are in. */
    private final class FakeMember implements Member {
        private final boolean rosters;
        private IntConsumer joined;

        FakeMember(boolean rosters) {
            this.rosters = rosters;
        }

        @Override
        public Future<Buffer> join(String room, int index, IntConsumer joined) {
            fakes.stream().filter(in -> in.joined != null).forEach(in -> in.joined.accept(index));
            this.joined = joined;
            return Future.succeededFuture(Buffer.buffer("roster"));
        }

        @Override
        public boolean names(Buffer roster, int index) {
            return rosters;
        }

        @Override
        public void ping() {}

        @Override
        public void close() {}
    }
}
