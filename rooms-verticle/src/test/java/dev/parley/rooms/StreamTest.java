package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Frame;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StreamTest {
    /** Bytes that a frame counts beside its content: room for the number. */
    private static final int NUMBER = 8;

    private final Stream stream = new Stream(4, 1_000, 0);

    @Test
    void framesAreNumberedWithoutAGapAfterTheFirst() {
        Stream inherited = new Stream(4, 1_000, 1);
        assertThat(inherited.push(frame(1))).isEqualTo(2);
        assertThat(inherited.push(frame(1))).isEqualTo(3);
        assertThat(inherited.seq()).isEqualTo(3);
    }

    @Test
    void anEmptyStreamCoversItsBeginningAndNothingElse() {
        assertThat(stream.covers(0)).isTrue();
        assertThat(stream.covers(1)).isFalse();
        assertThat(stream.after(0)).isEmpty();
        assertThat(stream.oldest()).isEqualTo(1);
        assertThat(new Stream(4, 1_000, 1).covers(0)).isFalse();
    }

    @Test
    void theOldestMakeRoomByCount() {
        push(6, 1);
        assertThat(stream.oldest()).isEqualTo(3);
        assertThat(stream.covers(2)).isTrue();
        assertThat(stream.covers(1)).isFalse();
        assertThat(stream.after(4)).extracting(Stream.Entry::seq).containsExactly(5L, 6L);
    }

    @Test
    void theOldestMakeRoomByBytes() {
        push(3, 400);
        assertThat(stream.oldest()).isEqualTo(2);
        assertThat(stream.bytes()).isEqualTo(2 * (400 + NUMBER));
    }

    @Test
    void oneFrameIsKeptHoweverLargeItIs() {
        push(1, 5_000);
        assertThat(stream.after(0)).hasSize(1);
        push(1, 1);
        assertThat(stream.after(0)).extracting(Stream.Entry::seq).containsExactly(2L);
    }

    @Test
    void nothingFitsThatWouldDropWhatWasNeverWritten() {
        push(4, 1);
        assertThat(stream.fits(1)).isFalse();
        stream.wroteTo(1);
        assertThat(stream.fits(1)).isTrue();
    }

    @Test
    void bytesOfWhatWasWrittenDoNotCountAgainstWhatFits() {
        push(2, 450);
        assertThat(stream.fits(450)).isFalse();
        stream.wroteTo(1);
        assertThat(stream.fits(450)).isTrue();
        assertThat(stream.fits(1_000)).isFalse();
    }

    @Test
    void whatWasWrittenNeverGoesBackNorBeyondTheLatest() {
        push(3, 1);
        stream.wroteTo(2);
        stream.wroteTo(1);
        assertThat(stream.written()).isEqualTo(2);
        stream.wroteTo(99);
        assertThat(stream.written()).isEqualTo(3);
    }

    @Test
    void whatWasWrittenLongAgoHasArrivedAndIsDropped() {
        push(3, 1);
        stream.wroteTo(2);
        stream.dropArrived();
        assertThat(stream.oldest()).isEqualTo(1);
        stream.dropArrived();
        assertThat(stream.oldest()).isEqualTo(3);
        assertThat(stream.covers(2)).isTrue();
        stream.wroteTo(3);
        stream.dropArrived();
        stream.dropArrived();
        assertThat(stream.bytes()).isZero();
        assertThat(stream.covers(3)).isTrue();
        assertThat(stream.push(frame(1))).isEqualTo(4);
    }

    /** Its former socket took more than the member got. */
    @Test
    void whatTheMemberSaysThatItLacksIsKept() {
        push(4, 1);
        stream.wroteTo(4);
        stream.dropArrived();
        stream.readTo(2);
        stream.dropArrived();
        assertThat(stream.after(0)).extracting(Stream.Entry::seq).containsExactly(3L, 4L);
    }

    /** For a reader that is given the roster: its changes are left out, and what those sent who have left. */
    @Test
    void begunAnewItKeepsWhatTheRosterDoesNotTell() {
        Stream s = new Stream(20, 1_000, 0);
        Event chat = frame(3);
        Event ofWhoLeft = event(Event.Kind.OF_MEMBER, "eve");
        Event before = event(Event.Kind.OF_MEMBER, "bob");
        Event after = event(Event.Kind.OF_MEMBER, "bob");
        for (Event e : List.of(
                chat,
                ofWhoLeft,
                before,
                event(Event.Kind.LEFT, "eve"),
                event(Event.Kind.LEFT, "bob"),
                event(Event.Kind.JOINED, "bob"),
                after)) {
            s.push(e);
        }
        assertThat(s.restart()).isEqualTo(7);
        assertThat(s.after(0)).extracting(Stream.Entry::event).containsExactly(chat, after);
        assertThat(s.after(0)).extracting(Stream.Entry::seq).containsExactly(8L, 9L);
        assertThat(s.bytes()).isEqualTo(chat.size() + after.size());
        assertThat(s.written()).isEqualTo(7);
        assertThat(s.covers(7)).isTrue();
        assertThat(s.covers(6)).isFalse();
    }

    /** Whatever happens to it, in any order. */
    @Property(tries = 400)
    void aStreamIsAlwaysTheUnbrokenEndOfItsHistory(@ForAll("histories") List<Step> history) {
        Stream s = new Stream(4, 1_000, 7);
        long pushed = 7;
        long written = 7;
        for (Step step : history) {
            boolean fitted = s.fits(step.size + NUMBER);
            long oldest = s.oldest();
            if (step.push) {
                assertThat(s.push(frame(step.size))).isEqualTo(++pushed);
            } else {
                s.wroteTo(step.number);
                written = Math.max(written, Math.min(step.number, pushed));
            }
            List<Stream.Entry> kept = s.after(0);
            assertThat(s.seq()).isEqualTo(pushed);
            assertThat(s.written()).isEqualTo(written);
            assertThat(kept.size()).isLessThanOrEqualTo(4);
            assertThat(s.bytes())
                    .isEqualTo(kept.stream().mapToInt(e -> e.event().size()).sum());
            assertThat(s.bytes() <= 1_000 || kept.size() == 1).isTrue();
            for (int i = 0; i < kept.size(); i++) {
                assertThat(kept.get(i).seq()).isEqualTo(pushed - kept.size() + 1 + i);
            }
            assertThat(s.oldest()).isEqualTo(pushed - kept.size() + 1);
            for (long n = 5; n <= pushed + 1; n++) {
                assertThat(s.covers(n)).isEqualTo(n <= pushed && n >= pushed - kept.size());
            }
            if (step.push && fitted) {
                assertThat(s.oldest())
                        .as("a frame that fitted dropped one that was never written")
                        .isLessThanOrEqualTo(Math.max(oldest, written + 1));
            }
        }
    }

    /** Either a frame of some size, or the news that everything up to a number was written. */
    record Step(boolean push, int size, long number) {}

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.frequency(net.jqwik.api.Tuple.of(3, true), net.jqwik.api.Tuple.of(1, false)),
                        Arbitraries.integers().between(1, 600),
                        Arbitraries.longs().between(0, 40))
                .as(Step::new);
        return step.list().ofMaxSize(30);
    }

    private void push(int count, int size) {
        for (int i = 0; i < count; i++) {
            stream.push(frame(size));
        }
    }

    private static Event frame(int size) {
        return Event.other(new Frame(Slice.EMPTY, Slice.of(new byte[size])));
    }

    private static Event event(Event.Kind kind, String about) {
        return new Event(new Frame(Slice.EMPTY, Slice.EMPTY), kind, about);
    }
}
