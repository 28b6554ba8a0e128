package dev.parley.rooms;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.lane.ToOwner.Request;
import io.vertx.core.Future;
import java.util.function.LongSupplier;

/**
 * Brings back a member whose socket exists while the cluster has forgotten its membership (every copy was lost). What is
 * guarded stays closed: a room with a password, a lock or bans is never opened again on a gateway's word.
 */
final class Readmission {
    private final Rooms rooms;
    private final RoomStore store;
    private final Courier courier;
    private final RoomsConfig config;
    private final Ownership ownership;
    private final LongSupplier monotonicMs;

    Readmission(
            Rooms rooms,
            RoomStore store,
            Courier courier,
            RoomsConfig config,
            Ownership ownership,
            LongSupplier monotonicMs) {
        this.rooms = rooms;
        this.store = store;
        this.courier = courier;
        this.config = config;
        this.ownership = ownership;
        this.monotonicMs = monotonicMs;
    }

    /** Body: {@code {peer, guarded}}, from the gateway that holds the socket. */
    Future<Reply> readmit(Request request, Room known, int partition) {
        Fields body = Fields.of(request.body());
        Room room = known != null ? known : reopen(request.key(), body.flagOr("guarded", true), partition);
        String peerId = request.actor().peerId();
        if (room.member(peerId) != null) {
            return Future.succeededFuture(Reply.nothing());
        }
        if (room.endOf(peerId) != null || room.rules().bans().stream().anyMatch(request.actor()::is)) {
            throw new Refusal(Code.NOT_MEMBER, "The membership has ended.");
        }
        JsonNode told = body.json().get("peer");
        Peer peer = Json.read(Json.bytes(told), Peer.class);
        MemberRecord record = MemberRecord.of(room.hasHost() ? peer.withRole(Peer.GUEST) : peer, request.actor());
        return Future.all(store.save(room.rules()), store.save(room.id(), record))
                .map(v -> {
                    ownership.check(room);
                    restore(room, record, request.replyLane());
                    return Reply.nothing();
                });
    }

    private void restore(Room room, MemberRecord record, String lane) {
        Member member = Member.inherited(record, rooms.newStream(1), monotonicMs.getAsLong());
        member.hold(lane, monotonicMs.getAsLong());
        room.add(member);
        courier.broadcast(room, RoomEvents.peerJoined(room, member.peer()), other -> other != member);
    }

    private Room reopen(String roomId, boolean guarded, int partition) {
        if (guarded || !config.adHoc() || roomId.startsWith(Ids.GENERATED_ROOM)) {
            throw new Refusal(Code.ROOM_UNKNOWN, "The room is gone.");
        }
        return rooms.open(RoomRules.adHoc(roomId, config.maxPeers(), System.currentTimeMillis()), partition);
    }
}
