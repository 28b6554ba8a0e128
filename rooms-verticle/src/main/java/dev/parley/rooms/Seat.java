package dev.parley.rooms;

import dev.parley.protocol.Fields;
import dev.parley.protocol.Json;
import dev.parley.protocol.lane.Actor;

/**
 * A membership as a resume token has it, which a gateway has checked: proof that the peer was let in once.
 *
 * @param joinedAt milliseconds since 1970
 * @param role as it was when the token was signed
 * @param name what the peer was called in the room, empty for the session's name
 * @param guarded whether more than knowing the id was needed to get in
 */
record Seat(long joinedAt, String role, String name, boolean guarded) {

    /** @return the {@code seat} of a resume, null when its token has none */
    static Seat of(Fields body) {
        return body.has("seat") ? Json.read(Json.bytes(body.json().get("seat")), Seat.class) : null;
    }

    /** The peer as it was; what it told of its state is not in a token. */
    Peer peer(Actor actor) {
        String shown = name == null || name.isEmpty() ? actor.displayName() : name;
        return new Peer(actor.peerId(), shown, role(actor), actor.user(), Json.newObject(), joinedAt);
    }

    private String role(Actor actor) {
        if (Peer.HOST.equals(role)) {
            return Peer.HOST;
        }
        return actor.moderates() || Peer.MODERATOR.equals(role) ? Peer.MODERATOR : Peer.GUEST;
    }
}
