package dev.parley.rooms;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.cluster.EventSink;
import dev.parley.protocol.Json;
import dev.parley.protocol.feed.Feed;
import dev.parley.protocol.feed.FeedEvent;

/**
 * Tells other services what happens in rooms. The first event of a room's epoch is its whole state, and so is the first
 * after events were lost, so whoever keeps a copy is right again. Nothing here waits. Confined to the lane.
 */
final class RoomFeed {
    private final EventSink sink;
    private final String nodeId;
    private final Clock clock;

    RoomFeed(EventSink sink, String nodeId, Clock clock) {
        this.sink = sink;
        this.nodeId = nodeId;
        this.clock = clock;
    }

    /** The room is there, with those who are in it: also when a new owner has taken it over. */
    void state(Room room) {
        ObjectNode data = Json.newObject().putPOJO("room", room.view());
        ArrayNode peers = data.putArray("peers");
        room.members().forEach(member -> peers.add(face(member.peer())));
        // what was lost before is in it
        room.told().gap(!send(room, FeedEvent.ROOM_STATE, data));
    }

    /** A new room: nobody is in it yet. */
    void created(Room room) {
        tell(room, "room.created", Json.newObject().putPOJO("room", room.view()));
    }

    void updated(Room room) {
        tell(room, "room.updated", Json.newObject().putPOJO("room", room.view()));
    }

    void locked(Room room) {
        tell(room, "room.locked", Json.newObject().put("locked", room.rules().locked()));
    }

    /** Before the member is one. */
    void joined(Room room, Member member) {
        if (room.told().isNew() && !room.rules().wasLost()) {
            created(room);
        }
        tell(room, "peer.joined", withPeer(member));
    }

    /** @param reason as in {@code peer-left} */
    void left(Room room, String peerId, String reason) {
        tell(room, "peer.left", Json.newObject().put("peerId", peerId).put("reason", reason));
    }

    void role(Room room, Member member) {
        tell(
                room,
                "peer.updated",
                Json.newObject()
                        .put("peerId", member.peerId())
                        .put("role", member.peer().role()));
    }

    /** @param by who does it, null for the owner of the room who is not in it */
    void kicked(Room room, String peerId, Member by) {
        tell(room, "peer.kicked", Json.newObject().put("peerId", peerId).put("by", idOf(by)));
    }

    void banned(Room room, String subject, Member by) {
        tell(room, "peer.banned", Json.newObject().put("subject", subject).put("by", idOf(by)));
    }

    void unbanned(Room room, String subject) {
        tell(room, "peer.unbanned", Json.newObject().put("subject", subject));
    }

    /** It is over, for everybody who was in it. Of a room that nobody heard of nothing is told. */
    void closed(Room room, String reason) {
        if (!room.told().isNew()) {
            send(room, FeedEvent.ROOM_CLOSED, Json.newObject().put("reason", reason));
        }
    }

    /** A room that the feed believes to be there and nobody knows. @param epoch later than any that it had */
    void forgotten(String roomId, String epoch) {
        ObjectNode data = Json.newObject().put("reason", "forgotten");
        sink.offer(event(roomId, epoch, 1, FeedEvent.ROOM_CLOSED, data));
    }

    /** Tells the whole state where events were lost. To be called now and then. */
    void mend(Room room) {
        if (room.told().hasGap()) {
            state(room);
        }
    }

    private void tell(Room room, String type, ObjectNode data) {
        if (room.told().isNew()) {
            state(room);
        }
        if (room.told().hasGap() || !send(room, type, data)) {
            room.told().gap(true);
        }
    }

    private boolean send(Room room, String type, ObjectNode data) {
        boolean taken = sink.offer(event(room.id(), room.epoch(), room.told().count() + 1, type, data));
        if (taken) {
            room.told().counted();
        }
        return taken;
    }

    private FeedEvent event(String roomId, String epoch, long n, String type, ObjectNode data) {
        return new FeedEvent(epoch + '-' + n, Feed.ROOMS, roomId, epoch, n, type, clock.clusterMs(), nodeId, data);
    }

    private static ObjectNode withPeer(Member member) {
        ObjectNode data = Json.newObject();
        data.set("peer", face(member.peer()));
        return data;
    }

    /** What members show each other but not what they set by themselves, which changes too often. */
    private static ObjectNode face(Peer peer) {
        ObjectNode face = Json.newObject()
                .put("peerId", peer.peerId())
                .put("displayName", peer.displayName())
                .put("role", peer.role());
        if (peer.user() == null) {
            face.putNull("user");
        } else {
            face.putObject("user")
                    .put("id", peer.user().id())
                    .put("username", peer.user().username());
        }
        return face.put("joinedAt", peer.joinedAt());
    }

    private static String idOf(Member by) {
        return by == null ? null : by.peerId();
    }
}
