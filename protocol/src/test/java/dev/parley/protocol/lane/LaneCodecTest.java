package dev.parley.protocol.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.CloseReason;
import dev.parley.protocol.Code;
import dev.parley.protocol.Slice;
import dev.parley.protocol.UserRef;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LaneCodecTest {
    private static final Actor USER = new Actor("p_1", 3, "Zoë", new UserRef("u1", "zoe"), "d_1", "127.0.0.1");
    private static final Actor GUEST = new Actor("", 0, "", null, "", "::1");
    private static final Frame FRAME = new Frame(Slice.utf8("{\"a\":\"ü"), Slice.utf8("\"}"));

    private final LaneCodec codec = new LaneCodec();

    static List<LaneMessage> everyMessage() {
        return List.of(
                new ToOwner.Signal(
                        Long.MAX_VALUE,
                        "gateway.n.1",
                        1_900_000_000_000L,
                        "room",
                        "a",
                        "b",
                        7,
                        0,
                        "",
                        Slice.utf8("{}")),
                new ToOwner.Request(1, "gateway.n.0", 5, Op.JOIN, "room", USER, Slice.utf8("{\"roomId\":\"room\"}")),
                new ToOwner.Request(1, "gateway.n.0", 5, Op.READMIT, "room", GUEST, Slice.EMPTY),
                new ToOwner.Attach("gateway.n.1", "room", "a", 2, "1.abc", 300),
                new ToOwner.Detach("gateway.n.1", "room", "a", 2, "1.abc", 4, true),
                new ToOwner.Holdings("gateway.n.1", List.of(new ToOwner.Holding("room", "a", 2, "1.abc", 300, true))),
                new ToOwner.Presence("gateway.n.1", "zoe", "s_1", "p_1", "Zoë", 1_900_000_000, true, false),
                new ToOwner.InCall("zoe", "c_1", true),
                new ToOwner.CallDeserted("c_1"),
                new ToGateway.Inbox("zoe", "p_1", "p_2", "e_1", Slice.utf8("{}")),
                new ToGateway.LoggedOut("zoe", 1_900_000_000, "p_2"),
                new ToGateway.Deliver("room", "e", "b", 128, ToGateway.Mark.START, FRAME, "gateway.n.2", 99),
                new ToGateway.Fanout(
                        "room", "e", FRAME, List.of(new ToGateway.Place("b", 16_384, ToGateway.Mark.LAST))),
                new ToGateway.Ack(42),
                new ToGateway.Answer(42, null, Slice.utf8("{}"), "e", 9),
                new ToGateway.Answer(42, Code.DRAINING, Slice.utf8("later"), "", 0),
                new ToGateway.Moved(42),
                new ToGateway.Busy(43),
                new ToGateway.Unknown("room", "a", 2),
                new ToGateway.Evict("a", 2, CloseReason.CONTINUED_ELSEWHERE),
                new Batch(List.of(
                        new ToGateway.Moved(1),
                        new ToOwner.Detach("gateway.n.1", "room", "a", 2, "1.abc", 4, true),
                        new ToGateway.Deliver("room", "e", "b", 5, ToGateway.Mark.NEXT, FRAME, "", 0))));
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void whatOneNodeWritesAnotherReads(LaneMessage message) {
        Buffer wire = Buffer.buffer("before");
        codec.encodeToWire(wire, message);
        wire.appendString("after");

        LaneMessage read = codec.decodeFromWire("before".length(), wire);

        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(Slice.class)
                .isEqualTo(message);
        assertThat(rewritten(read)).isEqualTo(rewritten(message));
    }

    private Buffer rewritten(LaneMessage message) {
        Buffer wire = Buffer.buffer();
        codec.encodeToWire(wire, message);
        return wire;
    }
}
