package dev.parley.protocol.lane;

import dev.parley.protocol.CloseReason;
import dev.parley.protocol.Code;
import dev.parley.protocol.lane.ToGateway.Ack;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToGateway.Busy;
import dev.parley.protocol.lane.ToGateway.Deliver;
import dev.parley.protocol.lane.ToGateway.Evict;
import dev.parley.protocol.lane.ToGateway.Fanout;
import dev.parley.protocol.lane.ToGateway.Inbox;
import dev.parley.protocol.lane.ToGateway.LoggedOut;
import dev.parley.protocol.lane.ToGateway.Mark;
import dev.parley.protocol.lane.ToGateway.Moved;
import dev.parley.protocol.lane.ToGateway.Place;
import dev.parley.protocol.lane.ToGateway.Unknown;
import java.util.ArrayList;
import java.util.List;

/** The binary form of {@link ToGateway}; kinds from 16. */
final class GatewayEncoding {
    static final int FIRST_KIND = 16;
    private static final int DELIVER = 16;
    private static final int FANOUT = 17;
    private static final int ACK = 18;
    private static final int ANSWER = 19;
    private static final int MOVED = 20;
    private static final int UNKNOWN = 21;
    private static final int EVICT = 22;
    private static final int INBOX = 23;
    private static final int LOGGED_OUT = 24;
    private static final int BUSY = 25;
    private static final Mark[] MARKS = Mark.values();
    private static final CloseReason[] REASONS = CloseReason.values();

    private GatewayEncoding() {}

    static void write(Writer out, ToGateway message) {
        if (message instanceof Deliver m) {
            out.number(DELIVER)
                    .text(m.roomId())
                    .text(m.epoch())
                    .text(m.peerId())
                    .number(m.seq());
            out.number(m.mark().ordinal())
                    .slice(m.frame().head())
                    .slice(m.frame().tail());
            out.text(m.ackLane()).number(m.ackCorr());
        } else if (message instanceof Fanout m) {
            out.number(FANOUT).text(m.roomId()).text(m.epoch());
            out.slice(m.frame().head())
                    .slice(m.frame().tail())
                    .number(m.places().size());
            m.places()
                    .forEach(p ->
                            out.text(p.peerId()).number(p.seq()).number(p.mark().ordinal()));
        } else if (message instanceof Ack m) {
            out.number(ACK).number(m.corr());
        } else if (message instanceof Answer m) {
            out.number(ANSWER)
                    .number(m.corr())
                    .number(m.code() == null ? 0 : m.code().ordinal() + 1L);
            out.slice(m.body()).text(m.epoch()).number(m.seq());
        } else if (message instanceof Moved m) {
            out.number(MOVED).number(m.corr());
        } else if (message instanceof Busy m) {
            out.number(BUSY).number(m.corr());
        } else if (message instanceof Unknown m) {
            out.number(UNKNOWN).text(m.roomId()).text(m.peerId()).number(m.generation());
        } else if (message instanceof Evict m) {
            out.number(EVICT)
                    .text(m.peerId())
                    .number(m.generation())
                    .number(m.reason().ordinal());
        } else if (message instanceof Inbox m) {
            out.number(INBOX).text(m.username()).text(m.toPeer()).text(m.exceptPeer());
            out.text(m.eventId()).slice(m.event());
        } else if (message instanceof LoggedOut m) {
            out.number(LOGGED_OUT).text(m.username()).number(m.before()).text(m.exceptPeer());
        }
    }

    static ToGateway read(int kind, Reader in) {
        return switch (kind) {
            case DELIVER ->
                new Deliver(
                        in.text(),
                        in.text(),
                        in.text(),
                        in.number(),
                        MARKS[in.smallNumber()],
                        readFrame(in),
                        in.text(),
                        in.number());
            case FANOUT -> new Fanout(in.text(), in.text(), readFrame(in), readPlaces(in));
            case ACK -> new Ack(in.number());
            case ANSWER -> new Answer(in.number(), readCode(in), in.slice(), in.text(), in.number());
            case MOVED -> new Moved(in.number());
            case BUSY -> new Busy(in.number());
            case UNKNOWN -> new Unknown(in.text(), in.text(), in.smallNumber());
            case EVICT -> new Evict(in.text(), in.smallNumber(), REASONS[in.smallNumber()]);
            case INBOX -> new Inbox(in.text(), in.text(), in.text(), in.text(), in.slice());
            case LOGGED_OUT -> new LoggedOut(in.text(), in.number(), in.text());
            default -> throw new IllegalArgumentException("unknown kind of lane message: " + kind);
        };
    }

    private static Code readCode(Reader in) {
        int code = in.smallNumber();
        return code == 0 ? null : Code.ofOrdinal(code - 1);
    }

    private static Frame readFrame(Reader in) {
        return new Frame(in.slice(), in.slice());
    }

    private static List<Place> readPlaces(Reader in) {
        int count = in.count();
        List<Place> places = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            places.add(new Place(in.text(), in.number(), MARKS[in.smallNumber()]));
        }
        return places;
    }
}
