package dev.parley.gateway.session;

import dev.parley.cluster.LaneRouter;
import dev.parley.gateway.socket.ClientAddresses;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToOwner.Request;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Set;

/** Requests about rooms on their way to the owner and back, for sockets and for REST alike. Confined to the lane. */
public final class RoomAsks {
    private final LaneRouter router;
    private final RoomListing listing;
    private final EmptyRooms emptyRooms;

    RoomAsks(LaneRouter router, RoomListing listing, EmptyRooms emptyRooms) {
        this.router = router;
        this.listing = listing;
        this.emptyRooms = emptyRooms;
    }

    /** What came back: the body as JSON and, where a stream begins, after what. */
    public record Result(String roomId, Slice body, String epoch, long seq) {}

    /** Asks; fails with a {@link Refusal}. {@code body} is the request's object, from which the room is read. */
    public Future<Result> ask(Op op, Actor actor, Slice body) {
        try {
            return switch (op) {
                case LIST -> listing.list(actor, Bodies.read(body)).map(page -> new Result("", page, "", 0));
                case CREATE -> create(actor, body);
                default -> send(op, Bodies.read(body).roomId(), actor, body);
            };
        } catch (Refusal refused) {
            return Future.failedFuture(refused);
        }
    }

    private Future<Result> create(Actor actor, Slice body) {
        Fields fields = Bodies.read(body);
        String roomId = fields.has("roomId") ? fields.roomId() : Ids.newRoomId();
        if (fields.has("roomId") && roomId.startsWith(Ids.GENERATED_ROOM)) {
            throw Refusal.invalid("Ids that begin with " + Ids.GENERATED_ROOM + " are given by the server.");
        }
        String network = ClientAddresses.network(actor.address());
        return emptyRooms
                .reserve(network, roomId, id -> isEmpty(id, actor))
                .compose(taken -> send(Op.CREATE, roomId, actor, body).onFailure(failure -> {
                    if (taken && !isRetryable(failure)) {
                        emptyRooms.release(network, roomId);
                    }
                }));
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
        Promise<Result> promise = Promise.promise();
        Request request = new Request(router.nextCorr(), router.lane(), router.deadline(), op, roomId, actor, body);
        router.ask(request, answer -> complete(promise, roomId, answer));
        return promise.future();
    }

    private static void complete(Promise<Result> promise, String roomId, Answer answer) {
        if (answer.succeeded()) {
            promise.complete(new Result(roomId, answer.body(), answer.epoch(), answer.seq()));
        } else {
            promise.fail(new Refusal(answer.code(), answer.body().text()));
        }
    }

    /** A join of one of a session's sockets: from its answer on the stream may begin. */
    Future<Result> join(Session session, Slice body, int maxRooms) {
        String roomId = Bodies.read(body).roomId();
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
                .onSuccess(result -> joined(session, result, body));
    }

    private static void joined(Session session, Result result, Slice body) {
        Membership former = session.room(result.roomId());
        if (former != null && former.isLeaving()) {
            session.forget(result.roomId());
        }
        Membership room = session.roomOrNew(result.roomId());
        if (result.seq() < 0) {
            room.waitInLobby(result.epoch(), body);
        } else {
            room.joined(result.epoch(), result.seq(), Json.object(result.body()));
        }
    }

    /** The membership ends with the answer, but not one that a later join began meanwhile. */
    Future<Result> leave(Session session, Slice body) {
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
