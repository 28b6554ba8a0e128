package dev.parley.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What comes in for one room: puts every frame into its place and tells the listener. Confined to the loop. */
final class RoomStream {
    private static final Logger LOG = LoggerFactory.getLogger(RoomStream.class);

    private final RoomSession session;
    private final Engine engine;

    RoomStream(RoomSession session, Engine engine) {
        this.session = session;
        this.engine = engine;
    }

    void signal(Slice body) {
        if (!session.is(RoomSession.State.MEMBER)) {
            return;
        }
        Signal signal = Signal.read(body);
        session.listener().received(session.room(), signal.epoch(), signal.seq());
        if (!inPlace(signal.epoch(), signal.seq())) {
            return;
        }
        if (session.inflow().isNew(signal.from(), signal.id())) {
            session.listener().signal(session.room(), signal);
        } else {
            engine.stats().duplicates++;
        }
    }

    void event(Slice body) {
        RoomEvent event = RoomEvent.read(body);
        switch (event.type()) {
            case RoomEvent.ADMITTED -> admitted(event);
            case RoomEvent.DENIED -> denied(event);
            case RoomEvent.RESYNC -> resync(event, event.json());
            default -> numbered(event);
        }
    }

    private void admitted(RoomEvent event) {
        if (session.is(RoomSession.State.WAITING)) {
            session.enter(event.json(), event.epoch(), event.seq());
            session.listener().event(session.room(), event);
        }
    }

    private void denied(RoomEvent event) {
        if (session.is(RoomSession.State.WAITING)) {
            session.listener().event(session.room(), event);
            session.end(RoomEvent.DENIED);
        }
    }

    /** Said in the answer to {@code session.open} instead of in the stream. */
    void resync(JsonNode entry) {
        ObjectNode body = Json.newObject().put("type", RoomEvent.RESYNC);
        body.setAll((ObjectNode) entry);
        RoomEvent event = RoomEvent.read(Json.slice(body));
        resync(event, body);
    }

    private void resync(RoomEvent event, JsonNode body) {
        if (!session.is(RoomSession.State.MEMBER)) {
            return;
        }
        engine.stats().resyncs++;
        session.inflow().startAt(event.epoch(), event.seq());
        session.roster().replace(body.path("peers")).forEach(session::departed);
        session.listener().event(session.room(), event);
        session.outbox().moveTo(event.epoch());
        session.roster().absent().forEach(session.outbox()::parted);
    }

    private void numbered(RoomEvent event) {
        if (!session.is(RoomSession.State.MEMBER)) {
            return;
        }
        session.listener().received(session.room(), event.epoch(), event.seq());
        String end = endOf(event);
        if (end != null) {
            session.listener().event(session.room(), event);
            session.end(end);
        } else if (inPlace(event.epoch(), event.seq())) {
            apply(event);
            session.listener().event(session.room(), event);
        }
    }

    /** The reason when the event ends this membership, else null. The last frame may come before any other. */
    private String endOf(RoomEvent event) {
        if (event.is(RoomEvent.ROOM_CLOSED)) {
            return "room-closed";
        }
        if (event.is(RoomEvent.PEER_LEFT)) {
            ObjectNode json = event.json();
            boolean own = json.path("peerId").asText().equals(session.self().peerId());
            return own ? json.path("reason").asText() : null;
        }
        return null;
    }

    private boolean inPlace(String epoch, long seq) {
        Inflow inflow = session.inflow();
        Inflow.Place place = inflow.take(epoch, seq);
        switch (place) {
            case NEXT -> {}
            case REPEAT -> engine.stats().repeats++;
            case FOREIGN -> engine.stats().foreign++;
            case GAP -> {
                engine.stats().gaps++;
                LOG.warn("room {}: {} came after {}, resuming", session.roomId(), seq, inflow.seq());
                engine.reconnect();
            }
        }
        return place == Inflow.Place.NEXT;
    }

    private void apply(RoomEvent event) {
        switch (event.type()) {
            case RoomEvent.PEER_JOINED -> joined(event.json().path("peer"));
            case RoomEvent.PEER_LEFT -> left(event.json());
            case RoomEvent.PEER_UPDATED -> updated(event.json());
            case RoomEvent.ROOM_UPDATED -> session.updated(event.json().path("room"));
            default -> {}
        }
    }

    private void joined(JsonNode peer) {
        PeerInfo former = session.roster().joined(peer);
        session.outbox().reaches(peer.path("peerId").asText(), true);
        if (former != null) {
            session.departed(former.peerId());
        }
    }

    private void left(ObjectNode event) {
        String peerId = event.path("peerId").asText();
        String reason = event.path("reason").asText();
        if (reason.equals("banned")) {
            session.sawBan();
        }
        session.roster().left(peerId);
        if (reason.equals("timeout")) {
            session.outbox().parted(peerId);
        } else {
            session.outbox().reaches(peerId, true);
        }
    }

    private void updated(JsonNode event) {
        if (event.has("connection")) {
            session.outbox()
                    .reaches(
                            event.path("peerId").asText(),
                            event.path("connection").asText().equals("back"));
        }
        session.roster().updated(event);
        if (event.path("peerId").asText().equals(session.self().peerId())) {
            session.self(session.self().updated(event));
        }
    }
}
