package dev.parley.gateway.session;

import dev.parley.gateway.session.OwnerAsks.Result;
import dev.parley.gateway.socket.ClientAddresses;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Grants;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.Op;
import io.vertx.core.Future;
import java.util.Set;

/** Requests about rooms on their way to the owner and back, for sockets and for REST alike. Confined to the lane. */
public final class RoomAsks {
    private final OwnerAsks owners;
    private final RoomListing listing;
    private final EmptyRooms emptyRooms;
    private final Seats seats;
    private final ServiceAccess access;

    RoomAsks(OwnerAsks owners, RoomListing listing, EmptyRooms emptyRooms, Seats seats, ServiceAccess access) {
        this.owners = owners;
        this.listing = listing;
        this.emptyRooms = emptyRooms;
        this.seats = seats;
        this.access = access;
    }

    /** Asks; fails with a {@link Refusal}. {@code body} is the request's object, from which the room is read. */
    public Future<Result> ask(Op op, Actor actor, Grants grants, Slice body) {
        try {
            access.require(op, actor, grants);
            return switch (op) {
                case LIST -> listing.list(actor, Bodies.read(body)).map(page -> new Result("", page, "", 0));
                case CREATE -> create(actor, grants, body);
                case BROADCAST -> broadcast(actor, grants, OpaqueData.of(body));
                default -> send(op, permitted(grants, Bodies.read(body).roomId()), actor, body);
            };
        } catch (Refusal refused) {
            return Future.failedFuture(refused);
        }
    }

    /** A service's message to a room, whose data goes on as it is. @throws Refusal unless it may */
    Future<Result> broadcast(Actor actor, Grants grants, OpaqueData message) {
        access.require(Op.BROADCAST, actor, grants);
        return send(Op.BROADCAST, permitted(grants, message.around().roomId()), actor, message.data());
    }

    /** The same for a room that the caller names beside the body. Fails with a {@link Refusal}. */
    public Future<Result> broadcast(String roomId, Actor actor, Grants grants, Slice body) {
        access.require(Op.BROADCAST, actor, grants);
        if (!Ids.isRoomId(roomId)) {
            throw Refusal.invalid("roomId must be 1 to 64 characters of A-Z a-z 0-9 _ -.");
        }
        return send(
                Op.BROADCAST,
                permitted(grants, roomId),
                actor,
                OpaqueData.of(body).data());
    }

    private static String permitted(Grants grants, String roomId) {
        if (!grants.covers(roomId)) {
            throw new Refusal(Code.NOT_ALLOWED, "This access token is only good for the room " + grants.room() + ".");
        }
        return roomId;
    }

    private Future<Result> create(Actor actor, Grants grants, Slice body) {
        if (actor.isService()) {
            return send(Op.CREATE, freshId(grants, Bodies.read(body)), actor, body);
        }
        if (!grants.create()) {
            throw new Refusal(Code.NOT_ALLOWED, "This access token does not let you create rooms.");
        }
        String roomId = freshId(grants, Bodies.read(body));
        String network = ClientAddresses.network(actor.address());
        return emptyRooms
                .reserve(network, roomId, id -> isEmpty(id, actor))
                .compose(taken -> send(Op.CREATE, roomId, actor, body).onFailure(failure -> {
                    if (taken && !isRetryable(failure)) {
                        emptyRooms.release(network, roomId);
                    }
                }));
    }

    private static String freshId(Grants grants, Fields fields) {
        String roomId = permitted(grants, fields.has("roomId") ? fields.roomId() : Ids.newRoomId());
        if (fields.has("roomId") && roomId.startsWith(Ids.GENERATED_ROOM)) {
            throw Refusal.invalid("Ids that begin with " + Ids.GENERATED_ROOM + " are given by the server.");
        }
        return roomId;
    }

    /** After a time-out the room may exist all the same. */
    private static boolean isRetryable(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.code().retryable();
    }

    private Future<Boolean> isEmpty(String roomId, Actor actor) {
        return send(Op.GET, roomId, actor, Slice.EMPTY)
                .map(room -> Json.object(room.body()).path("peers").asInt() == 0)
                .recover(failure -> Future.succeededFuture(isRetryable(failure)));
    }

    /** Asks the owner of {@code roomId}. */
    public Future<Result> send(Op op, String roomId, Actor actor, Slice body) {
        return owners.ask(op, roomId, actor, body);
    }

    /** A join of one of a session's sockets: from its answer on the stream may begin, and a new token has the seat. */
    Future<Result> join(Session session, Slice body, int maxRooms) {
        ServiceAccess.requirePeer(session.actor());
        String roomId = permitted(session.grants(), Bodies.read(body).roomId());
        if (!session.grants().join()) {
            throw new Refusal(Code.NOT_ALLOWED, "This access token does not let you join rooms.");
        }
        Set<String> joining = session.joining();
        if (session.room(roomId) == null && !joining.contains(roomId)) {
            if (session.rooms().size() + joining.size() >= maxRooms) {
                throw new Refusal(
                        Code.RATE_LIMITED, "This session is in " + maxRooms + " rooms already. Leave one first.");
            }
            joining.add(roomId);
        }
        return send(Op.JOIN, roomId, session.actor(), body)
                .onComplete(done -> joining.remove(roomId))
                .map(result -> joined(session, result, body));
    }

    private Result joined(Session session, Result result, Slice body) {
        Membership former = session.room(result.key());
        if (former != null && former.isLeaving()) {
            session.forget(result.key());
        }
        Membership room = session.roomOrNew(result.key());
        if (result.seq() < 0) {
            room.waitInLobby(result.epoch(), body);
            return result;
        }
        room.joined(result.epoch(), result.seq(), Json.object(result.body()));
        return new Result(result.key(), seats.addTo(result.body(), session), result.epoch(), result.seq());
    }

    /** The membership ends with the answer, but not one that a later join began meanwhile. */
    Future<Result> leave(Session session, Slice body) {
        ServiceAccess.requirePeer(session.actor());
        String roomId = Bodies.read(body).roomId();
        Membership room = session.room(roomId);
        if (room == null) {
            return send(Op.LEAVE, roomId, session.actor(), body);
        }
        room.leaving(true);
        return send(Op.LEAVE, roomId, session.actor(), body).onComplete(done -> {
            room.leaving(false);
            if (done.succeeded() && session.room(roomId) == room) {
                session.forget(roomId);
            }
        });
    }
}
