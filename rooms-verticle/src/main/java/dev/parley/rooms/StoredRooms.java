package dev.parley.rooms;

import dev.parley.protocol.Code;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.UserRef;
import dev.parley.storage.Database;
import dev.parley.storage.DurableRoom;
import dev.parley.storage.DurableRooms;
import dev.parley.storage.Participation;
import dev.parley.storage.Participations;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The archive of rooms in PostgreSQL. What cannot be written waits here, the newest state of each room and a bounded
 * number of stays; a room's next owner records its state again anyway. Confined to one lane.
 */
final class StoredRooms implements RoomArchive {
    private static final Logger LOG = LoggerFactory.getLogger(StoredRooms.class);
    private static final int PAGE = 500;
    private static final int STAYS_MAX = 10_000;

    private final DurableRooms rooms;
    private final Participations participations;
    private final Map<String, RoomRules> unsaved = new LinkedHashMap<>();
    private final Map<String, Boolean> undeleted = new LinkedHashMap<>();
    private final ArrayDeque<Participation> stays = new ArrayDeque<>();
    private boolean writing;
    private long lost;

    StoredRooms(Database database) {
        this.rooms = new DurableRooms(database);
        this.participations = new Participations(database);
    }

    @Override
    public Future<Void> create(RoomRules rules) {
        return rooms.create(rules.roomId(), rules.owner().id(), json(rules)).map(created -> {
            if (!created) {
                throw new Refusal(Code.ROOM_EXISTS, "A room with this id exists. Choose another id, or join it.");
            }
            return null;
        });
    }

    private static String json(RoomRules rules) {
        return new String(Json.bytes(rules), StandardCharsets.UTF_8);
    }

    private Future<Void> save(RoomRules rules) {
        return rooms.save(rules.roomId(), rules.owner().id(), json(rules));
    }

    @Override
    public Future<RoomRules> find(String roomId) {
        return undeleted.containsKey(roomId)
                ? Future.succeededFuture(null)
                : rooms.find(roomId).map(room -> room == null ? null : read(room));
    }

    private static RoomRules read(DurableRoom room) {
        return Json.read(room.rules().getBytes(StandardCharsets.UTF_8), RoomRules.class);
    }

    @Override
    public Future<List<RoomRules>> chosen() {
        return chosen("", new ArrayList<>());
    }

    private Future<List<RoomRules>> chosen(String after, List<RoomRules> found) {
        return rooms.customIds(after, PAGE).compose(ids -> {
            List<Future<RoomRules>> read = ids.stream().map(this::find).toList();
            return Future.all(read).compose(all -> {
                all.<RoomRules>list().stream().filter(Objects::nonNull).forEach(found::add);
                return ids.size() < PAGE ? Future.succeededFuture(found) : chosen(ids.get(ids.size() - 1), found);
            });
        });
    }

    @Override
    public void changed(RoomRules rules) {
        unsaved.put(rules.roomId(), rules);
        flush();
    }

    @Override
    public void deleted(String roomId) {
        unsaved.remove(roomId);
        undeleted.put(roomId, true);
        flush();
    }

    @Override
    public void stayed(Room room, Member member, long leftAt, String reason) {
        UserRef user = member.peer().user();
        if (stays.size() >= STAYS_MAX) {
            stays.removeFirst();
            lost++;
        }
        stays.addLast(new Participation(
                room.id(),
                member.peerId(),
                user != null && user.isAccount() ? user.id() : null,
                member.peer().displayName(),
                member.peer().joinedAt(),
                leftAt == 0 ? 0 : Math.max(leftAt, member.peer().joinedAt()),
                reason));
    }

    @Override
    public void unload(Predicate<String> roomIds) {
        unsaved.keySet().removeIf(roomIds);
        undeleted.keySet().removeIf(roomIds);
    }

    @Override
    public int unwritten() {
        return unsaved.size() + undeleted.size() + stays.size();
    }

    @Override
    public void flush() {
        if (writing || (unsaved.isEmpty() && undeleted.isEmpty() && stays.isEmpty())) {
            return;
        }
        writing = true;
        writeRooms().compose(v -> writeStays()).onComplete(done -> {
            writing = false;
            if (lost > 0 && done.succeeded()) {
                LOG.warn("{} stays in rooms were not recorded: too many waited for the database", lost);
                lost = 0;
            }
        });
    }

    private Future<Void> writeRooms() {
        Future<Void> written = Future.succeededFuture();
        for (RoomRules rules : List.copyOf(unsaved.values())) {
            written = written.compose(v -> save(rules)).onSuccess(v -> unsaved.remove(rules.roomId(), rules));
        }
        for (String roomId : List.copyOf(undeleted.keySet())) {
            written = written.compose(v -> rooms.delete(roomId))
                    .onSuccess(v -> undeleted.remove(roomId))
                    .mapEmpty();
        }
        return written;
    }

    private Future<Void> writeStays() {
        List<Participation> batch =
                stays.stream().limit(Participations.BATCH_MAX).toList();
        return batch.isEmpty()
                ? Future.succeededFuture()
                : participations.save(batch).onSuccess(v -> stays.removeIf(batch::contains));
    }
}
