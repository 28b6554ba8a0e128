package dev.parley.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Plants each violation in a history that is right without it. */
class HistoryCheckerTest {
    private final MemberHistory a = new MemberHistory("r", "a");
    private final MemberHistory b = new MemberHistory("r", "b");
    private long seq;

    HistoryCheckerTest() {
        a.saw(new Entry.Joined("e", 0, Set.of()));
        a.saw(new Entry.Numbered("e", 1));
        a.saw(new Entry.PeerJoined("b"));
        b.saw(new Entry.Joined("e", 0, Set.of("a")));
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

    private void found(String... parts) {
        List<String> violations = HistoryChecker.check(List.of(a, b)).violations().stream()
                .map(Violation::toString)
                .toList();
        assertThat(violations).hasSameSizeAs(parts);
        for (int i = 0; i < parts.length; i++) {
            assertThat(violations.get(i)).contains(parts[i]);
        }
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
        found("gap: 2 after 0");
    }

    @Test
    void aRepeat() {
        b.saw(new Entry.Numbered("e", 1));
        b.saw(new Entry.Numbered("e", 1));
        found("repeat: 1 after 1");
    }

    @Test
    void anEpochThatNobodyAnnounced() {
        b.saw(new Entry.Numbered("e2", 1));
        found("foreign epoch");
    }

    @Test
    void aResyncIsAnExplicitGap() {
        b.saw(new Entry.Resynced("e2", 7, Set.of("a")));
        b.saw(new Entry.Numbered("e2", 8));
        found();
    }

    @Test
    void aSignalBeforePeerJoined() {
        b.saw(new Entry.Numbered("e", 1));
        b.saw(new Entry.Got("r", "c", "b", "1"));
        found("before peer-joined");
    }

    @Test
    void aSignalAfterPeerLeft() {
        sends("1", Sent.Outcome.ACCEPTED);
        a.saw(new Entry.Ended("left"));
        b.saw(new Entry.Numbered("e", ++seq));
        b.saw(new Entry.PeerLeft("a"));
        gets("1");
        found("after peer-left");
    }

    @Test
    void aSignalAfterAResyncWithoutItsSender() {
        sends("1", Sent.Outcome.ACCEPTED);
        a.saw(new Entry.Ended("left"));
        b.saw(new Entry.Resynced("e2", 1, Set.of()));
        b.saw(new Entry.Numbered("e2", 2));
        b.saw(new Entry.Got("r", "a", "b", "1"));
        found("after peer-left");
    }

    @Test
    void aSignalOfAnotherRoom() {
        sends("1", Sent.Outcome.ACCEPTED);
        b.saw(new Entry.Numbered("e", 1));
        b.saw(new Entry.Got("other", "a", "b", "1"));
        found("wrong room");
    }

    @Test
    void aSignalForSomebodyElse() {
        sends("1", Sent.Outcome.ACCEPTED);
        b.saw(new Entry.Numbered("e", 1));
        b.saw(new Entry.Got("r", "a", "c", "1"));
        found("wrong room: a signal for c");
    }

    @Test
    void changedBytes() {
        sends("{\"sdp\":\"ü\"}", Sent.Outcome.ACCEPTED);
        gets("{\"sdp\":\"\\u00fc\"}");
        found("changed or never sent", "accepted and lost");
    }

    @Test
    void aLostSignal() {
        sends("1", Sent.Outcome.ACCEPTED);
        sends("2", Sent.Outcome.ACCEPTED);
        gets("1");
        found("accepted and lost: 2");
    }

    @Test
    void aSignalInTheMiddleMayNotBeMissingEvenOfSomebodyWhoLeft() {
        sends("1", Sent.Outcome.ACCEPTED);
        sends("2", Sent.Outcome.ACCEPTED);
        sends("3", Sent.Outcome.ACCEPTED);
        gets("2");
        b.saw(new Entry.Ended("left"));
        a.saw(new Entry.PeerLeft("b"));
        found("accepted and lost: 1");
    }

    @Test
    void aDoubledSignal() {
        sends("1", Sent.Outcome.ACCEPTED);
        gets("1");
        gets("1");
        found("delivered 2 times");
    }

    @Test
    void aRefusedSignalThatCame() {
        sends("1", Sent.Outcome.REFUSED);
        gets("1");
        found("refused and yet delivered");
    }

    @Test
    void signalsOutOfOrder() {
        sends("1", Sent.Outcome.ACCEPTED);
        sends("2", Sent.Outcome.ACCEPTED);
        gets("2");
        gets("1");
        found("out of order: 1");
    }

    @Test
    void aSignalThatWasNeverAnswered() {
        sends("1", Sent.Outcome.OPEN);
        gets("1");
        found("never answered");
    }

    @Test
    void anythingAfterTheEnd() {
        b.saw(new Entry.Ended("left"));
        b.saw(new Entry.PeerJoined("c"));
        a.saw(new Entry.PeerLeft("b"));
        found("after the end");
    }

    @Test
    void aRosterThatIsNotTheTruth() {
        a.saw(new Entry.PeerLeft("b"));
        found("a in r: its roster is [a], in truth [a, b]");
    }
}
