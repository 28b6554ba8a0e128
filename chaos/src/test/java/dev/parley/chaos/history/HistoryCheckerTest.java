package dev.parley.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.parley.chaos.history.Violation.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Plants each violation in a history that is right without it. */
class HistoryCheckerTest {
    private final MemberHistory a = new MemberHistory("r", "a");
    private final MemberHistory b = new MemberHistory("r", "b");
    private long seq;

    HistoryCheckerTest() {
        a.saw(new Entry.Joined("e", 0, Map.of()));
        a.saw(new Entry.Numbered("e", 1));
        a.saw(new Entry.PeerJoined("b", 2));
        b.saw(new Entry.Joined("e", 0, Map.of("a", 1L)));
    }

    private Sent sends(String data, Sent.Outcome outcome) {
        Sent sent = a.sends("b", data);
        sent.outcome(outcome);
        return sent;
    }

    private void gets(String data) {
        b.saw(new Entry.Numbered("e", ++seq));
        b.saw(new Entry.Got("r", "a", "b", data));
    }

    private void found() {
        assertThat(HistoryChecker.check(List.of(a, b)).violations()).isEmpty();
    }

    /** Exactly one, of this kind, whose sentence has this part. */
    private void found(Kind kind, String part) {
        List<Violation> violations = HistoryChecker.check(List.of(a, b)).violations();
        assertThat(violations).hasSize(1);
        assertThat(violations.get(0).kind()).isEqualTo(kind);
        assertThat(violations.get(0).toString()).contains(part);
    }

    @Test
    void aRightHistoryHasNone() {
        sends("1", Sent.Outcome.ACCEPTED);
        sends("2", Sent.Outcome.REFUSED);
        sends("3", Sent.Outcome.UNCERTAIN);
        sends("4", Sent.Outcome.ACCEPTED);
        gets("1");
        gets("4");
        found();
        assertThat(HistoryChecker.check(List.of(a, b)).signals()).isEqualTo(4);
    }

    @Test
    void anUncertainSignalMayCome() {
        sends("1", Sent.Outcome.UNCERTAIN);
        gets("1");
        found();
    }

    @Test
    void aGap() {
        b.saw(new Entry.Numbered("e", 2));
        found(Kind.GAP, "gap: 2 after 0");
    }

    @Test
    void aRepeat() {
        b.saw(new Entry.Numbered("e", 1));
        b.saw(new Entry.Numbered("e", 1));
        found(Kind.GAP, "repeat: 1 after 1");
    }

    @Test
    void anEpochThatNobodyAnnounced() {
        b.saw(new Entry.Numbered("e2", 1));
        found(Kind.GAP, "foreign epoch");
    }

    @Test
    void aResyncIsAnExplicitGap() {
        b.saw(new Entry.Resynced("e2", 7, Map.of("a", 1L)));
        b.saw(new Entry.Numbered("e2", 8));
        found();
    }

    @Test
    void aSignalBeforePeerJoined() {
        b.saw(new Entry.Numbered("e", 1));
        b.saw(new Entry.Got("r", "c", "b", "1"));
        found(Kind.UNTIMELY, "before peer-joined");
    }

    @Test
    void aSignalAfterPeerLeft() {
        sends("1", Sent.Outcome.ACCEPTED);
        a.saw(new Entry.Ended("left"));
        b.saw(new Entry.Numbered("e", ++seq));
        b.saw(new Entry.PeerLeft("a"));
        gets("1");
        found(Kind.UNTIMELY, "after peer-left");
    }

    @Test
    void aSignalAfterAResyncWithoutItsSender() {
        sends("1", Sent.Outcome.ACCEPTED);
        a.saw(new Entry.Ended("left"));
        b.saw(new Entry.Resynced("e2", 1, Map.of()));
        b.saw(new Entry.Numbered("e2", 2));
        b.saw(new Entry.Got("r", "a", "b", "1"));
        found(Kind.UNTIMELY, "after peer-left");
    }

    @Test
    void aSignalOfAnotherRoom() {
        sends("1", Sent.Outcome.ACCEPTED);
        b.saw(new Entry.Numbered("e", 1));
        b.saw(new Entry.Got("other", "a", "b", "1"));
        found(Kind.MISDIRECTED, "wrong room");
    }

    @Test
    void aSignalForSomebodyElse() {
        sends("1", Sent.Outcome.ACCEPTED);
        b.saw(new Entry.Numbered("e", 1));
        b.saw(new Entry.Got("r", "a", "c", "1"));
        found(Kind.MISDIRECTED, "wrong room: a signal for c");
    }

    @Test
    void changedBytes() {
        sends("{\"sdp\":\"ü\"}", Sent.Outcome.ACCEPTED);
        gets("{\"sdp\":\"\\u00fc\"}");
        assertThat(HistoryChecker.check(List.of(a, b)).violations())
                .extracting(Violation::kind)
                .containsExactly(Kind.CHANGED, Kind.LOST);
    }

    @Test
    void aLostSignal() {
        sends("1", Sent.Outcome.ACCEPTED);
        sends("2", Sent.Outcome.ACCEPTED);
        gets("1");
        found(Kind.LOST, "accepted and lost: 2");
    }

    @Test
    void aDoubledSignal() {
        sends("1", Sent.Outcome.ACCEPTED);
        gets("1");
        gets("1");
        found(Kind.DOUBLED, "delivered 2 times");
    }

    @Test
    void aRefusedSignalThatCame() {
        sends("1", Sent.Outcome.REFUSED);
        gets("1");
        found(Kind.REFUSED, "refused and yet delivered");
    }

    @Test
    void signalsOutOfOrder() {
        sends("1", Sent.Outcome.ACCEPTED);
        sends("2", Sent.Outcome.ACCEPTED);
        gets("2");
        gets("1");
        found(Kind.REORDERED, "out of order: 1");
    }

    @Test
    void aSignalThatWasNeverAnswered() {
        sends("1", Sent.Outcome.OPEN);
        gets("1");
        found(Kind.UNANSWERED, "never answered");
    }

    @Test
    void anythingAfterTheEnd() {
        b.saw(new Entry.Ended("left"));
        b.saw(new Entry.PeerJoined("c", 3));
        a.saw(new Entry.PeerLeft("b"));
        found(Kind.UNTIMELY, "after the end");
    }

    @Test
    void aRosterThatIsNotTheTruth() {
        a.saw(new Entry.PeerLeft("b"));
        found(Kind.GHOST, "a in r: its roster is [a], in truth [a, b]");
    }

    @Test
    void someoneOnARosterWhoHasLeftIsAGhost() {
        a.saw(new Entry.Ended("left"));
        found(Kind.GHOST, "b in r: its roster is [a, b], in truth [b]");
    }

    @Test
    void aHundredThousandSignalsAreCheckedInSeconds() {
        List<MemberHistory> room = IntStream.range(0, 4)
                .mapToObj(i -> new MemberHistory("big", "p" + i))
                .toList();

        room.forEach(member -> member.saw(new Entry.Joined("e", 0, othersOf(member, room))));
        for (int n = 0; n < 100_000; n++) {
            MemberHistory to = room.get((n + 1 + n / 4 % 3) % 4);
            MemberHistory from = room.get(n % 4);
            from.sends(to.peerId(), "{\"n\":" + n + "}").outcome(Sent.Outcome.ACCEPTED);
            to.saw(new Entry.Got("big", from.peerId(), to.peerId(), "{\"n\":" + n + "}"));
        }
        assertTimeout(Duration.ofSeconds(10), () -> {
            HistoryChecker checked = HistoryChecker.check(room);
            assertThat(checked.signals()).isEqualTo(100_000);
            assertThat(checked.violations()).isEmpty();
        });
    }

    private static Map<String, Long> othersOf(MemberHistory member, List<MemberHistory> room) {
        return room.stream()
                .filter(other -> other != member)
                .collect(Collectors.toMap(MemberHistory::peerId, other -> 1L));
    }
}
