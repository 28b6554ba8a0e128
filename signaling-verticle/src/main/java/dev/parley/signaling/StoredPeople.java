package dev.parley.signaling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Code;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.UserRef;
import dev.parley.signaling.accounts.Usernames;
import dev.parley.signaling.calls.Archive;
import dev.parley.signaling.calls.Call;
import dev.parley.signaling.calls.Invitation;
import dev.parley.storage.Blocks;
import dev.parley.storage.CallPage;
import dev.parley.storage.CallRecord;
import dev.parley.storage.CallRecords;
import dev.parley.storage.CallSummary;
import dev.parley.storage.Database;
import dev.parley.storage.InvitationRecord;
import dev.parley.storage.User;
import dev.parley.storage.Users;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The archive of calls and the directory of people in PostgreSQL. Thread-safe. */
final class StoredPeople implements Archive, Directory {
    private final Users users;
    private final Blocks blocks;
    private final CallRecords calls;

    StoredPeople(Database database) {
        this.users = new Users(database);
        this.blocks = new Blocks(database);
        this.calls = new CallRecords(database);
    }

    @Override
    public Future<Found> find(String username, UserRef asking) {
        return named(username)
                .compose(user -> user == null
                        ? Future.succeededFuture(null)
                        : barred(user, asking)
                                .map(barred -> new Found(
                                        new UserRef(user.id(), user.username()), user.displayName(), barred)));
    }

    /** Services are not blocked: they are nobody. */
    private Future<Boolean> barred(User user, UserRef asking) {
        return asking == null ? Future.succeededFuture(false) : blocks.isBlocked(user.id(), asking.id());
    }

    /** What can be nobody's name is nobody's. */
    private Future<User> named(String username) {
        String name;
        try {
            name = Usernames.normalise(username);
        } catch (Refusal invalid) {
            return Future.succeededFuture(null);
        }
        return users.byName(name);
    }

    @Override
    public Future<List<Found>> find(List<String> usernames, UserRef asking) {
        List<Future<Found>> found = new ArrayList<>();
        usernames.forEach(name -> found.add(find(name, asking)));
        return Future.all(found)
                .map(all -> all.<Found>list().stream().filter(Objects::nonNull).toList());
    }

    @Override
    public Future<Void> block(UserRef user, String username) {
        return existing(username).compose(other -> {
            if (other.id().equals(user.id())) {
                throw Refusal.invalid("You cannot block yourself.");
            }
            return blocks.block(user.id(), other.id());
        });
    }

    @Override
    public Future<Void> unblock(UserRef user, String username) {
        return existing(username).compose(other -> blocks.unblock(user.id(), other.id()));
    }

    private Future<User> existing(String username) {
        return named(username).map(user -> {
            if (user == null) {
                throw new Refusal(Code.USER_UNKNOWN, "There is no user with this name.");
            }
            return user;
        });
    }

    @Override
    public Future<Void> save(Call call) {
        return calls.save(record(call)).mapEmpty();
    }

    /** What never rang for an invitee who has blocked the caller is not in that user's history either. */
    private static CallRecord record(Call call) {
        List<InvitationRecord> invitations = call.invitations().stream()
                .filter(i -> !i.barred())
                .map(StoredPeople::record)
                .toList();
        return new CallRecord(
                call.callId(),
                call.roomId(),
                call.callType(),
                call.creator().id(),
                call.status(),
                call.createdAt(),
                call.startedAt(),
                call.endedAt(),
                call.endedBy() == null ? null : call.endedBy().id(),
                (int) call.duration(),
                call.version(),
                invitations);
    }

    private static InvitationRecord record(Invitation i) {
        return new InvitationRecord(
                i.id(),
                i.invitee().id(),
                i.status(),
                i.reason().isEmpty() ? null : i.reason(),
                i.createdAt(),
                i.rangAt(),
                i.settledAt(),
                i.expiresAt());
    }

    @Override
    public Future<Slice> page(String userId, String cursor, int limit) {
        return calls.page(userId, cursor.isEmpty() ? null : cursor, limit).map(StoredPeople::json);
    }

    private static Slice json(CallPage page) {
        ObjectNode body = Json.newObject();
        var list = body.putArray("calls");
        page.calls().forEach(call -> list.add(json(call)));
        return Json.slice(body.put("cursor", page.cursor()));
    }

    /** Times that have not come yet are null. */
    private static ObjectNode json(CallSummary call) {
        ObjectNode json = Json.tree(call);
        for (String time : List.of("startedAt", "endedAt")) {
            if (json.get(time).asLong() == 0) {
                json.putNull(time);
            }
        }
        return json;
    }

    @Override
    public Future<Slice> record(String callId) {
        return calls.summary(callId).map(found -> found == null ? null : Json.slice(json(found)));
    }

    @Override
    public Future<Boolean> knows(String callId, String invitationId, String userId) {
        return calls.find(callId)
                .map(record -> record != null
                        && record.invitations().stream()
                                .anyMatch(i -> i.id().equals(invitationId)
                                        && i.inviteeId().equals(userId)));
    }
}
