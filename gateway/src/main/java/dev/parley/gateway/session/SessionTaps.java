package dev.parley.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.gateway.frame.FrameWriter;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Code;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.watch.TapSpec;
import dev.parley.watch.Tapping;
import dev.parley.watch.Watch;
import java.util.IdentityHashMap;
import java.util.Map;

/** The taps of the services on this lane, one for each socket. Confined to the lane. */
final class SessionTaps {
    /** A tap leaves the rest of what may be unwritten to whatever else the socket is used for. */
    private static final int SHARE = 4;

    private final Watch watch;
    private final int maxInFlight;
    private final Map<Session, Tapping> bySession = new IdentityHashMap<>(2);

    SessionTaps(Watch watch, int maxInFlight) {
        this.watch = watch;
        this.maxInFlight = maxInFlight;
    }

    /**
     * Begins to tap, in place of what the socket tapped before.
     *
     * @param headers {@code {pattern | call, raw?}}
     * @throws Refusal {@code access_denied} when its token does not cover all of it
     */
    void register(Session session, Slice headers) {
        if (!session.grants().service()) {
            throw new Refusal(Code.ACCESS_DENIED, "This address is not open to you.");
        }
        ObjectNode json = Json.object(headers);
        TapSpec spec = new TapSpec(text(json, "pattern"), text(json, "call"), "true".equals(text(json, "raw")));
        spec.requireGranted(session.grants());
        end(session);
        bySession.put(session, watch.tap(spec, entry -> give(session, entry)));
    }

    private boolean give(Session session, String entry) {
        String frame = FrameWriter.rec(Addresses.TAP, entry);
        if (session.isClosing() || !session.hasRoomFor(frame.length(), maxInFlight / SHARE)) {
            return false;
        }
        session.send(frame, maxInFlight);
        return true;
    }

    /** Headers of the bridge are texts; a boolean means the same. */
    private static String text(ObjectNode json, String name) {
        JsonNode value = json.get(name);
        return value == null || !value.isValueNode() || value.isNull() ? null : value.asText();
    }

    /** To be called at its end, too; harmless without a tap. */
    void end(Session session) {
        Tapping tapping = bySession.remove(session);
        if (tapping != null) {
            tapping.close();
        }
    }
}
