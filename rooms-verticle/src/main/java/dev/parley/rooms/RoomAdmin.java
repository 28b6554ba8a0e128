package dev.parley.rooms;

import dev.parley.cluster.Reply;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Json;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.ToOwner.Request;
import dev.parley.storage.PasswordHashes;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** The life of rooms as things: create, read, list, change, delete. */
final class RoomAdmin {
    private final Rooms rooms;
    private final RoomStore store;
    private final RoomArchive archive;
    private final Courier courier;
    private final RoomFeed feed;
    private final Departures departures;
    private final PasswordHashes passwords;
    private final RoomsConfig config;
    private final Ownership ownership;
    private final Clock clock;

    RoomAdmin(
            Rooms rooms,
            RoomStore store,
            RoomArchive archive,
            Courier courier,
            RoomFeed feed,
            Departures departures,
            PasswordHashes passwords,
            RoomsConfig config,
            Ownership ownership,
            Clock clock) {
        this.rooms = rooms;
        this.store = store;
        this.archive = archive;
        this.courier = courier;
        this.feed = feed;
        this.departures = departures;
        this.passwords = passwords;
        this.config = config;
        this.ownership = ownership;
        this.clock = clock;
    }

    /** The gateway has chosen an id where the client named none. */
    Future<Reply> create(Request request, Room known, int partition) {
        String createKey = request.replyLane() + "/" + request.corr();
        if (known != null && known.rules().createKey().equals(createKey)) {
            return Future.succeededFuture(Reply.of(known.view()));
        }
        if (known != null) {
            throw new Refusal(Code.ROOM_EXISTS, "A room with this id exists. Choose another id, or join it.");
        }
        RoomSettings settings = RoomSettings.ofCreate(Fields.of(request.body()), request.key(), config);
        return hash(settings.password()).compose(hash -> {
            ownership.check(partition);
            if (rooms.get(request.key()) != null) {
                return create(request, rooms.get(request.key()), partition);
            }
            RoomRules rules = rules(request, settings, hash, createKey);
            return recorded(rules).compose(v -> {
                ownership.check(partition);
                if (rooms.get(request.key()) != null) {
                    return create(request, rooms.get(request.key()), partition);
                }
                Room room = rooms.open(rules, partition);
                return written(room).onFailure(f -> takeBack(room));
            });
        });
    }

    /** What belongs to somebody is kept for good, or is not created. */
    private Future<Void> recorded(RoomRules rules) {
        return rules.isDurable() ? archive.create(rules) : Future.succeededFuture();
    }

    /** Who came in before it was known that the room could not be written is sent away. */
    private void takeBack(Room room) {
        if (!room.isClosed()) {
            departures.close(room, Code.UNAVAILABLE.wire());
        }
    }

    private Future<Reply> written(Room room) {
        return store.save(room.rules()).map(v -> {
            ownership.check(room);
            feed.created(room);
            return Reply.of(room.view());
        });
    }

    private Future<String> hash(String password) {
        return password == null ? Future.succeededFuture(null) : passwords.hash(password);
    }

    private RoomRules rules(Request request, RoomSettings s, String hash, String createKey) {
        long now = clock.clusterMs();
        long expires = s.ttlSeconds() == 0 ? 0 : now + s.ttlSeconds() * 1_000;
        return new RoomRules(
                request.key(),
                s.name(),
                s.visibility(),
                hash,
                s.maxPeers(),
                s.lobby(),
                s.e2ee(),
                false,
                false,
                now,
                expires,
                Set.of(),
                request.actor().user(),
                request.actor().deviceId(),
                createKey,
                "",
                Set.of(),
                0,
                0);
    }

    Future<Reply> get(Room room) {
        return Future.succeededFuture(Reply.of(room.view()));
    }

    /** This lane's public rooms (for a service all) after {@code cursor}, at most {@code limit}: a part of a page that the gateway merges. */
    Future<Reply> list(Request request) {
        Fields body = Fields.of(request.body());
        String cursor = body.textOr("cursor", 128, "");
        long limit = body.integerOr("limit", 1, Limits.LIST_PAGE_MAX, Limits.LIST_PAGE);
        // Asking for the ownership may take rooms away, so those to be shown are collected first.
        List<Room> open = rooms.after(cursor).stream()
                .filter(room -> room.rules().isPublic() || request.actor().isService())
                .toList();
        List<Room.View> page = open.stream()
                .filter(room -> ownership.serves(room.partition()))
                .limit(limit)
                .map(Room::view)
                .toList();
        return Future.succeededFuture(Reply.of(Json.newObject().putPOJO("rooms", page)));
    }

    Future<Reply> peers(Request request, Room room) {
        boolean sees = room.memberOf(request.actor()) != null || room.rules().isOwnedBy(request.actor());
        if (!sees && !request.actor().isService()) {
            throw new Refusal(Code.NOT_MEMBER, "Only members of the room see who is in it.");
        }
        return Future.succeededFuture(Reply.of(Json.newObject().putPOJO("peers", room.roster(""))));
    }

    Future<Reply> update(Request request, Room room) {
        administrator(request.actor(), room);
        Fields body = Fields.of(request.body());
        RoomSettings asked = RoomSettings.ofUpdate(body, room.rules(), config);
        boolean keeps = RoomSettings.KEEP.equals(asked.password());
        return (keeps ? Future.succeededFuture((String) null) : hash(asked.password()))
                .compose(hash -> {
                    ownership.check(room);
                    RoomRules now = room.rules();
                    RoomSettings settings = RoomSettings.ofUpdate(body, now, config);
                    RoomRules changed = now.changed(settings, keeps ? now.passwordHash() : hash);
                    boolean tighter = hash != null || (changed.lobby() && !now.lobby());
                    room.rules(tighter ? changed.withGuardedSince(room.joinTime(clock.clusterMs())) : changed);
                    return store.save(room.rules());
                })
                .map(v -> {
                    ownership.check(room);
                    feed.updated(room);
                    courier.broadcast(room, RoomEvents.roomUpdated(room));
                    return Reply.of(room.view());
                });
    }

    Future<Reply> delete(Request request, Room room) {
        administrator(request.actor(), room);
        if (room.rules().isDurable()) {
            archive.deleted(room.id());
        }
        return departures.close(room, "deleted").map(v -> {
            ownership.check(room.partition());
            return Reply.nothing();
        });
    }

    private static void administrator(Actor actor, Room room) {
        if (room.rules().isOfCall()) {
            throw new Refusal(Code.NOT_ALLOWED, "This room belongs to a call. End the call instead.");
        }
        Member member = room.memberOf(actor);
        boolean hosts = member != null && member.peer().hosts();
        boolean created =
                !room.rules().creator().isEmpty() && room.rules().creator().equals(actor.deviceId()) && !room.hasHost();
        if (!hosts && !created && !room.rules().isOwnedBy(actor) && !actor.isService()) {
            throw new Refusal(Code.NOT_ALLOWED, "Only the host of the room may do this.");
        }
    }
}
