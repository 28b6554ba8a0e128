package dev.parley.protocol.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.CloseReason;
import dev.parley.protocol.Code;
import dev.parley.protocol.Slice;
import dev.parley.protocol.UserRef;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nodes of different versions in one cluster. {@code wire-1.txt} and {@code wire-2.txt} hold what those versions write, as
 * released: when a test fails for one, the change belongs into a new version and not into the file.
 */
class WireVersionsTest {
    private static final Actor USER =
            new Actor("p_1", 3, "Zo\u00eb", new UserRef("u1", "zoe"), "d_1", "127.0.0.1", true);
    private static final Actor GUEST = new Actor("", 0, "", null, "", "::1");
    private static final Frame FRAME = new Frame(Slice.utf8("{\"a\":\"\u00fc"), Slice.utf8("\"}"));

    /** Of every kind one at least, in the order of the recorded lines. */
    static final List<LaneMessage> SAMPLES = List.of(
            new ToOwner.Signal(
                    300, "gateway.n.1", 1_900_000_000_000L, "room", "a", "b", 7, 5, "1.abc", Slice.utf8("{}")),
            new ToOwner.Request(1, "gateway.n.0", 5, Op.JOIN, "room", USER, Slice.utf8("{\"roomId\":\"room\"}")),
            new ToOwner.Request(1, "gateway.n.0", 5, Op.RANG, "c_1", GUEST, Slice.EMPTY),
            new ToOwner.Attach("gateway.n.1", "room", "a", 2, "1.abc", 300),
            new ToOwner.Detach("gateway.n.1", "room", "a", 2, "1.abc", 4, true),
            new ToOwner.Holdings("gateway.n.1", List.of(new ToOwner.Holding("room", "a", 2, "1.abc", 300, true))),
            new ToOwner.Presence("gateway.n.1", "zoe", "s_1", "p_1", "Zo\u00eb", 1_900_000_000, true, false),
            new ToOwner.InCall("zoe", "c_1", true),
            new ToOwner.CallDeserted("c_1"),
            new ToGateway.Inbox("zoe", "p_1", "p_2", "e_1", Slice.utf8("{}")),
            new ToGateway.LoggedOut("zoe", 1_900_000_000, "p_2"),
            new ToGateway.Deliver("room", "e", "b", 128, ToGateway.Mark.START, FRAME, "gateway.n.2", 99),
            new ToGateway.Fanout("room", "e", FRAME, List.of(new ToGateway.Place("b", 16_384, ToGateway.Mark.LAST))),
            new ToGateway.Ack(42),
            new ToGateway.Answer(42, null, Slice.utf8("{}"), "e", 9),
            new ToGateway.Answer(42, Code.DRAINING, Slice.utf8("later"), "", 700),
            new ToGateway.Moved(42),
            new ToGateway.Unknown("room", "a", 2),
            new ToGateway.Evict("a", 2, CloseReason.CONTINUED_ELSEWHERE),
            new ToGateway.Busy(43),
            new Batch(List.of(new ToGateway.Moved(1), new ToOwner.InCall("zoe", "c_1", false), new ToGateway.Ack(2))));

    /** What only version 2 can say. */
    private static final LaneMessage OF_SERVICE = new ToOwner.Request(
            1, "gateway.n.0", 5, Op.KICK, "room", Actor.ofService("crm", "CRM", "::1"), Slice.utf8("{}"));

    private final LaneCodec first = new LaneCodec(1, () -> 1);
    private final LaneCodec secondBesideFirst = new LaneCodec(2, () -> 1);
    private final LaneCodec second = new LaneCodec(2, () -> 2);

    static Stream<LaneMessage> samples() {
        return SAMPLES.stream();
    }

    private static List<String> recorded() throws IOException {
        return recorded(1);
    }

    private static List<String> recorded(int version) throws IOException {
        try (InputStream in = WireVersionsTest.class.getResourceAsStream("/wire-" + version + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static String hex(LaneCodec codec, LaneMessage message) {
        Buffer wire = Buffer.buffer();
        codec.encodeToWire(wire, message);
        return HexFormat.of().formatHex(wire.getBytes());
    }

    private static LaneMessage read(LaneCodec codec, String hex) {
        return codec.decodeFromWire(0, Buffer.buffer(HexFormat.of().parseHex(hex)));
    }

    private static <E extends Enum<E>> Stream<String> ordinals(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(e -> type.getSimpleName() + ' ' + e.ordinal() + ' ' + e);
    }

    private static List<String> written(LaneCodec codec) {
        return SAMPLES.stream()
                .map(m -> m.getClass().getSimpleName() + ' ' + hex(codec, m))
                .toList();
    }

    @Test
    void versionOneIsWrittenAsItWasReleased() throws IOException {
        assertThat(recorded())
                .containsAll(written(first))
                .startsWith(written(first).toArray(String[]::new));
    }

    @Test
    void versionTwoIsWrittenAsItWasReleased() throws IOException {
        List<String> now = Stream.concat(
                        Stream.concat(SAMPLES.stream(), Stream.of(OF_SERVICE))
                                .map(m -> m.getClass().getSimpleName() + ' ' + hex(second, m)),
                        ordinals(Op.class))
                .toList();
        assertThat(now).startsWith(recorded(2).toArray(String[]::new));
    }

    @Test
    void aServiceIsOneFromVersionTwoOn() {
        ToOwner.Request now = (ToOwner.Request) read(second, hex(second, OF_SERVICE));
        assertThat(now.actor().service()).isEqualTo("crm");
        ToOwner.Request old = (ToOwner.Request) read(first, hex(first, OF_SERVICE));
        assertThat(old.actor().isService()).isFalse();
    }

    @Test
    void aNewerNodeWritesVersionOneWhileAnOlderOneIsThere() {
        assertThat(written(secondBesideFirst)).isEqualTo(written(first));
    }

    @Test
    void whatGoesOverTheWireAsANumberKeepsIt() throws IOException {
        List<String> now = Stream.of(
                        ordinals(Op.class),
                        ordinals(Code.class),
                        ordinals(ToGateway.Mark.class),
                        ordinals(CloseReason.class))
                .flatMap(s -> s)
                .toList();
        List<String> then = recorded().subList(SAMPLES.size(), recorded().size());
        assertThat(now).containsAll(then);
    }

    @Test
    void everyKindIsRecorded() {
        Set<Class<?>> kinds = new HashSet<>();
        kinds.addAll(kindsOf(ToOwner.class));
        kinds.addAll(kindsOf(ToGateway.class));
        kinds.add(Batch.class);
        Set<Class<?>> seen = new HashSet<>();
        SAMPLES.forEach(sample -> seen.add(sample.getClass()));
        assertThat(seen).isEqualTo(kinds);
    }

    private static Set<Class<?>> kindsOf(Class<?> sealed) {
        Set<Class<?>> kinds = new HashSet<>();
        for (Class<?> kind : sealed.getPermittedSubclasses()) {
            kinds.addAll(kind.isSealed() ? kindsOf(kind) : Set.of(kind));
        }
        return kinds;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nodesOfBothVersionsUnderstandEachOther(LaneMessage message) {
        assertThat(hex(first, read(second, hex(first, message)))).isEqualTo(hex(first, message));
        assertThat(hex(first, read(first, hex(secondBesideFirst, message)))).isEqualTo(hex(first, message));
        assertThat(hex(second, read(second, hex(second, message)))).isEqualTo(hex(second, message));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anOlderNodeRefusesANewerVersionWithAReason(LaneMessage message) {
        assertThatThrownBy(() -> read(first, hex(second, message)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 2")
                .hasMessageContaining("up to 1");
    }

    @Test
    void whoeverReadsIsToldTheVersion() {
        Buffer wire = Buffer.buffer();
        new Writer(wire, 2).number(7);
        Reader reader = new Reader(0, wire.length(), wire);
        assertThat(reader.version()).isEqualTo(1);
        reader.version(2);
        assertThat(reader.version()).isEqualTo(2);
    }
}
