package dev.parley.protocol.lane;

import dev.parley.protocol.UserRef;
import dev.parley.protocol.lane.ToOwner.Attach;
import dev.parley.protocol.lane.ToOwner.CallDeserted;
import dev.parley.protocol.lane.ToOwner.Detach;
import dev.parley.protocol.lane.ToOwner.Holding;
import dev.parley.protocol.lane.ToOwner.Holdings;
import dev.parley.protocol.lane.ToOwner.InCall;
import dev.parley.protocol.lane.ToOwner.Presence;
import dev.parley.protocol.lane.ToOwner.Request;
import dev.parley.protocol.lane.ToOwner.Signal;
import java.util.ArrayList;
import java.util.List;

/** The binary form of {@link ToOwner}; kinds 1 to 15. */
final class OwnerEncoding {
    private static final int SIGNAL = 1;
    private static final int REQUEST = 2;
    private static final int ATTACH = 3;
    private static final int DETACH = 4;
    private static final int HOLDINGS = 5;
    private static final int PRESENCE = 6;
    private static final int IN_CALL = 7;
    private static final int CALL_DESERTED = 8;

    private OwnerEncoding() {}

    static void write(Writer out, ToOwner message) {
        if (message instanceof Signal m) {
            out.number(SIGNAL).number(m.corr()).text(m.replyLane()).number(m.deadline());
            out.text(m.roomId()).text(m.from()).text(m.to());
            out.number(m.id()).number(m.base()).text(m.epoch()).slice(m.data());
        } else if (message instanceof Request m) {
            out.number(REQUEST).number(m.corr()).text(m.replyLane()).number(m.deadline());
            out.number(m.op().ordinal()).text(m.key());
            writeActor(out, m.actor());
            out.slice(m.body());
        } else if (message instanceof Attach m) {
            out.number(ATTACH).text(m.lane()).text(m.key()).text(m.peerId());
            out.number(m.generation()).text(m.epoch()).number(m.seq());
        } else if (message instanceof Detach m) {
            out.number(DETACH).text(m.lane()).text(m.key()).text(m.peerId());
            out.number(m.generation()).text(m.epoch()).number(m.seq()).flag(m.gone());
        } else if (message instanceof Holdings m) {
            out.number(HOLDINGS).text(m.lane()).number(m.holdings().size());
            m.holdings().forEach(h -> writeHolding(out, h));
        } else if (message instanceof Presence m) {
            out.number(PRESENCE)
                    .text(m.lane())
                    .text(m.key())
                    .text(m.sessionId())
                    .text(m.peerId());
            out.text(m.displayName()).number(m.tokensFrom()).flag(m.inbox()).flag(m.open());
        } else if (message instanceof InCall m) {
            out.number(IN_CALL).text(m.key()).text(m.callId()).flag(m.in());
        } else if (message instanceof CallDeserted m) {
            out.number(CALL_DESERTED).text(m.key());
        }
    }

    static ToOwner read(int kind, Reader in) {
        return switch (kind) {
            case SIGNAL ->
                new Signal(
                        in.number(),
                        in.text(),
                        in.number(),
                        in.text(),
                        in.text(),
                        in.text(),
                        in.number(),
                        in.number(),
                        in.text(),
                        in.slice());
            case REQUEST ->
                new Request(
                        in.number(),
                        in.text(),
                        in.number(),
                        Op.at(in.smallNumber()),
                        in.text(),
                        readActor(in),
                        in.slice());
            case ATTACH -> new Attach(in.text(), in.text(), in.text(), in.smallNumber(), in.text(), in.number());
            case DETACH ->
                new Detach(in.text(), in.text(), in.text(), in.smallNumber(), in.text(), in.number(), in.flag());
            case HOLDINGS -> new Holdings(in.text(), readHoldings(in));
            case PRESENCE ->
                new Presence(in.text(), in.text(), in.text(), in.text(), in.text(), in.number(), in.flag(), in.flag());
            case IN_CALL -> new InCall(in.text(), in.text(), in.flag());
            case CALL_DESERTED -> new CallDeserted(in.text());
            default -> throw new IllegalArgumentException("unknown kind of lane message: " + kind);
        };
    }

    private static void writeActor(Writer out, Actor actor) {
        out.text(actor.peerId()).number(actor.generation()).text(actor.displayName());
        out.flag(actor.user() != null);
        if (actor.user() != null) {
            out.text(actor.user().id()).text(actor.user().username());
        }
        out.text(actor.deviceId()).text(actor.address()).flag(actor.moderates());
        if (out.version() >= 2) {
            out.text(actor.service());
        }
    }

    private static Actor readActor(Reader in) {
        String peerId = in.text();
        int generation = in.smallNumber();
        String displayName = in.text();
        UserRef user = in.flag() ? new UserRef(in.text(), in.text()) : null;
        String deviceId = in.text();
        String address = in.text();
        boolean moderates = in.flag();
        String service = in.version() >= 2 ? in.text() : "";
        return new Actor(peerId, generation, displayName, user, deviceId, address, moderates, service);
    }

    private static void writeHolding(Writer out, Holding h) {
        out.text(h.roomId()).text(h.peerId()).number(h.generation());
        out.text(h.epoch()).number(h.seq()).flag(h.ready());
    }

    private static List<Holding> readHoldings(Reader in) {
        int count = in.count();
        List<Holding> holdings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            holdings.add(new Holding(in.text(), in.text(), in.smallNumber(), in.text(), in.number(), in.flag()));
        }
        return holdings;
    }
}
