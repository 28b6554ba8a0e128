package dev.parley.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may be missing when two peers part, and what may not. Times are seconds; the clock begins below zero, as it may. */
class HistoryCheckerPartingTest {
    private static final long A = 1;
    private static final long B = 2;
    private static final long NEXT = 3;

    private long now = Duration.ofSeconds(-100).toNanos();
    private final MemberHistory a = new MemberHistory("r", "a", () -> now);
    private final MemberHistory b = new MemberHistory("r", "b", () -> now);
    private long seq;

    HistoryCheckerPartingTest() {
        a.saw(new Entry.Joined("e", 0, Map.of("b", B)));
        b.saw(new Entry.Joined("e", 0, Map.of("a", A)));
    }

    private void pass(long seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }

    private void accepted(String... all) {
        for (String data : all) {
            a.sends("b", data).outcome(Sent.Outcome.ACCEPTED);
        }
    }

    private void shown(String data) {
        b.saw(new Entry.Numbered("e", ++seq));
        b.saw(new Entry.Got("r", "a", "b", data));
    }

    private HistoryChecker check() {
        return HistoryChecker.check(List.of(a, b));
    }

    private void lost(String... all) {
        assertThat(check().violations())
                .filteredOn(violation -> violation.kind() == Violation.Kind.LOST)
                .extracting(Violation::what)
                .containsExactlyInAnyOrder(
                        List.of(all).stream().map("accepted and lost: "::concat).toArray(String[]::new));
    }

    private void excused(int number) {
        lost();
        assertThat(check().excused()).isEqualTo(number);
    }

    @Test
    void theLastBeforeAPeerLeftMayBeMissing() {
        accepted("1", "2", "3");
        shown("1");
        pass(1);
        a.saw(new Entry.PeerLeft("b"));
        excused(2);
    }

    @Test
    void soMayTheLastBeforeTheRecipientSawItsSenderLeave() {
        accepted("1");
        pass(1);
        b.saw(new Entry.PeerLeft("a"));
        excused(1);
    }

    @Test
    void whatWasAcceptedBeforeSomethingShownMayNotBeMissing() {
        accepted("1", "2", "3");
        shown("2");
        pass(1);
        b.saw(new Entry.Ended("left"));
        a.saw(new Entry.PeerLeft("b"));
        lost("1");
    }

    @Test
    void whatWasAcceptedAfterAPeerLeftMayNotBeMissing() {
        accepted("1");
        pass(1);
        a.saw(new Entry.PeerLeft("b"));
        a.saw(new Entry.PeerJoined("b", NEXT));
        excused(1);
        accepted("2");
        lost("2");
    }

    @Test
    void aRosterThatDoesNotNameThePeerExcusesNothing() {
        accepted("1");
        pass(1);
        a.saw(new Entry.Resynced("e2", 1, Map.of()));
        b.saw(new Entry.Resynced("e2", 1, Map.of()));
        lost("1");
    }

    @Test
    void aPeerThatIsSoonBackAsTheSameGetsEverything() {
        accepted("1");
        pass(1);
        a.saw(new Entry.PeerLeft("b"));
        pass(60);
        a.saw(new Entry.PeerJoined("b", B));
        lost("1");
    }

    @Test
    void aPeerThatIsSoonBackOnARosterGetsEverything() {
        accepted("1");
        pass(1);
        b.saw(new Entry.PeerLeft("a"));
        pass(30);
        b.saw(new Entry.Resynced("e2", 1, Map.of()));
        pass(30);
        b.saw(new Entry.Resynced("e3", 1, Map.of("a", A)));
        lost("1");
    }

    @Test
    void theOtherSidesPartingHoldsAlthoughThisSidesIsUndone() {
        accepted("1");
        pass(1);
        a.saw(new Entry.PeerLeft("b"));
        b.saw(new Entry.PeerLeft("a"));
        a.saw(new Entry.PeerJoined("b", B));
        excused(1);
        b.saw(new Entry.PeerJoined("a", A));
        lost("1");
    }

    @Test
    void aPeerThatIsBackLateNeedNotGetWhatWasAcceptedBefore() {
        accepted("1");
        pass(1);
        a.saw(new Entry.PeerLeft("b"));
        pass(61);
        a.saw(new Entry.PeerJoined("b", B));
        excused(1);
    }

    @Test
    void anotherMembershipDoesNotGetWhatTheFormerOneDidNot() {
        accepted("1");
        pass(1);
        a.saw(new Entry.PeerLeft("b"));
        a.saw(new Entry.Resynced("e2", 1, Map.of("b", NEXT)));
        excused(1);
    }

    @Test
    void eachOfSeveralPartingsHasItsOwnLast() {
        accepted("1");
        pass(1);
        a.saw(new Entry.PeerLeft("b"));
        a.saw(new Entry.PeerJoined("b", NEXT));
        accepted("2", "3");
        shown("2");
        pass(1);
        a.saw(new Entry.PeerLeft("b"));
        excused(2);
        a.saw(new Entry.PeerJoined("b", NEXT));
        lost("3");
    }

    @Test
    void whatWasAcceptedLongBeforeAPeerLeftMayNotBeMissing() {
        accepted("1");
        pass(1);
        accepted("2");
        pass(60);
        a.saw(new Entry.PeerLeft("b"));
        lost("1");
        assertThat(check().excused()).isEqualTo(1);
    }

    @Test
    void whatWasAcceptedLongBeforeTheRecipientsEndMayNotBeMissing() {
        accepted("1");
        pass(1);
        accepted("2");
        pass(60);
        b.saw(new Entry.Ended("left"));
        pass(1);
        accepted("3");
        lost("1");
        assertThat(check().excused()).isEqualTo(2);
    }
}
