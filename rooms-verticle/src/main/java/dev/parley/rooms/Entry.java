package dev.parley.rooms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.cluster.Reply;
import dev.parley.protocol.Code;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;

/** How a membership begins, once it is decided that it may. */
final class Entry {
    private final Rooms rooms;
    private final RoomStore store;
    private final RoomArchive archive;
    private final Courier courier;
    private final RoomFeed feed;
    private final IceCredentials ice;
    private final Ownership ownership;
    private final Departures departures;
    private final Clock clock;

    Entry(
            Rooms rooms,
            RoomStore store,
            RoomArchive archive,
            Courier courier,
            RoomFeed feed,
            IceCredentials ice,
            Ownership ownership,
            Departures departures,
            Clock clock) {
        this.rooms = rooms;
        this.store = store;
        this.archive = archive;
        this.courier = courier;
        this.feed = feed;
        this.ice = ice;
        this.ownership = ownership;
        this.departures = departures;
        this.clock = clock;
    }

    /** Writes the membership through and then lets the peer in; until then it only holds a place. */
    Future<Member> admit(Room room, MemberRecord candidate, String lane) {
        boolean hosts = room.rules().owner() == null
                ? !room.hasHost() && room.joining().isEmpty()
                : candidate.peer().user() != null
                        && candidate
                                .peer()
                                .user()
                                .id()
                                .equals(room.rules().owner().id());
        Peer peer = candidate.peer().joinedAt(room.joinTime(clock.clusterMs()));
        MemberRecord record = candidate.withPeer(hosts ? peer.withRole(Peer.HOST) : peer);
        Future<Member> member = write(room, record)
                .eventually(() -> {
                    room.joining().remove(peer.peerId());
                    return Future.succeededFuture();
                })
                .map(v -> let(room, record, lane))
                .onFailure(failure -> departures.undo(room, peer.peerId()));
        if (!member.isComplete()) {
            room.joining().put(peer.peerId(), member);
        }
        return member;
    }

    private Future<?> write(Room room, MemberRecord record) {
        return room.rules().adHoc() && room.members().isEmpty()
                ? Future.all(store.save(room.rules()), store.save(room.id(), record))
                : store.save(room.id(), record);
    }

    private Member let(Room room, MemberRecord record, String lane) {
        ownership.check(room);
        if (room.rules().bans().stream().anyMatch(record::is)) {
            throw new Refusal(Code.BANNED, "You are banned from this room.");
        }
        Member member = Member.joining(record, rooms.newStream(0), lane, clock.awakeMs());
        room.waiting().remove(member.peerId());
        feed.joined(room, member);
        room.add(member);
        if (room.rules().isRecorded()) {
            archive.stayed(room, member, 0, null);
        }
        courier.broadcast(room, RoomEvents.peerJoined(room, member.peer()), other -> other != member);
        return member;
    }

    /** What a joining member is told. @param seq the number after which its stream follows */
    Reply reply(Room room, Member member, long seq) {
        ObjectNode body = body(room, member).put("epoch", room.epoch()).put("seq", seq);
        return new Reply(Json.slice(body), room.epoch(), seq);
    }

    /** The same without the stream's place. */
    ObjectNode body(Room room, Member member) {
        ObjectNode body = Json.newObject();
        body.putPOJO("room", room.view());
        body.putPOJO("self", member.peer());
        body.putPOJO("peers", room.roster(member.peerId()));
        body.put("guarded", room.rules().isGuarded());
        body.set("iceServers", ice.issue(member));
        return body;
    }
}
