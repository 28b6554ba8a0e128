package dev.parley.signaling.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.cluster.Reply;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Json;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.UserRef;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.ToOwner.Request;
import dev.parley.signaling.calls.Archive.Found;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What clients ask about calls. The gateway has checked that they are users, and who they are. */
final class CallRequests {
    private static final Set<String> TYPES = Set.of("audio", "video");
    private static final Set<String> REASONS = Set.of("declined", "busy");
    private static final Set<String> CREATE = Set.of("token", "requestId", "invitees", "callType");
    private static final Set<String> CREATE_FOR = Set.of("caller", "requestId", "invitees", "callType");
    /** Whoever ends a call and then reads its history finds it there, unless the archive is slow. */
    private static final long ARCHIVE_WAIT_MS = 500;

    private final Calls calls;
    private final CallRules rules;
    private final Errands errands;
    private final Ringing ringing;
    private final Archive archive;
    private final UnaryOperator<String> normalise;
    private final LongSupplier clock;

    /** @param normalise the form of a username under which it is stored */
    CallRequests(
            Calls calls,
            CallRules rules,
            Errands errands,
            Ringing ringing,
            Archive archive,
            UnaryOperator<String> normalise,
            LongSupplier clock) {
        this.calls = calls;
        this.rules = rules;
        this.errands = errands;
        this.ringing = ringing;
        this.archive = archive;
        this.normalise = normalise;
        this.clock = clock;
    }

    /** Fails, at once or in the future, with the {@link Refusal} that the client is to get. */
    Future<Reply> handle(Request request) {
        return switch (request.op()) {
            case CALL -> create(request);
            case ANSWER -> accept(request);
            case REJECT -> reject(request);
            case CANCEL -> cancel(request);
            case END -> end(request);
            case RANG -> rang(request);
            case HISTORY -> history(request);
            case CALL_RECORD -> record(request);
            default -> throw new IllegalStateException("no handler for " + request.op());
        };
    }

    /** Repeated with the same {@code requestId} it is the same call, which rings once. */
    private Future<Reply> create(Request request) {
        boolean byService = request.actor().isService();
        Fields body = Fields.of(request.body()).only(byService ? CREATE_FOR : CREATE);
        return byService
                ? named(body).compose(caller -> create(request, body, caller))
                : create(request, body, request.actor());
    }

    /** The user for whom a service calls. */
    private Future<Actor> named(Fields body) {
        String name = normalise.apply(body.text("caller", 1, Limits.USERNAME_MAX));
        return archive.find(List.of(name), null).map(found -> {
            if (found.isEmpty()) {
                throw new Refusal(Code.USER_UNKNOWN, "There is no user " + name + ". Check caller.");
            }
            Found one = found.get(0);
            return new Actor("", 0, one.displayName(), one.user(), "", "");
        });
    }

    private Future<Reply> create(Request request, Fields body, Actor caller) {
        String type = body.choice("callType", TYPES);
        Set<String> names = invitees(body, caller.user());
        return calls.begin(request.key(), () -> archive.find(List.copyOf(names), caller.user())
                        .map(found ->
                                rules.begin(request.key(), caller, type, inOrder(names, found), clock.getAsLong())))
                .compose(call -> {
                    Future<Void> opened = errands.run(call);
                    ringing.carryOut(call);
                    return opened.map(v -> Reply.of(created(call)));
                });
    }

    private Set<String> invitees(Fields body, UserRef caller) {
        JsonNode node = body.json().get("invitees");
        if (!(node instanceof ArrayNode list) || list.isEmpty() || list.size() > Limits.INVITEES) {
            throw Refusal.invalid("invitees must be 1 to " + Limits.INVITEES + " usernames.");
        }
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode name : list) {
            if (!name.isTextual() || name.textValue().length() > Limits.USERNAME_MAX) {
                throw Refusal.invalid("invitees must be usernames.");
            }
            names.add(normalise.apply(name.textValue()));
        }
        if (names.contains(caller.username())) {
            throw Refusal.invalid("You cannot call yourself.");
        }
        return names;
    }

    private static List<CallRules.Invitee> inOrder(Set<String> names, List<Found> found) {
        Map<String, Found> byName =
                found.stream().collect(Collectors.toMap(f -> f.user().username(), Function.identity()));
        List<CallRules.Invitee> invitees = new ArrayList<>();
        for (String name : names) {
            Found one = byName.get(name);
            if (one == null) {
                throw new Refusal(Code.USER_UNKNOWN, "There is no user " + name + ". Check the name.");
            }
            invitees.add(new CallRules.Invitee(one.user(), one.barred()));
        }
        return invitees;
    }

    private static ObjectNode created(Call call) {
        ObjectNode reply = Json.newObject()
                .put("success", true)
                .put("callId", call.callId())
                .put("roomId", call.roomId());
        ArrayNode invitations = reply.putArray("invitations");
        call.invitations().forEach(i -> invitations
                .addObject()
                .put("invitationId", i.id())
                .put("invitee", i.invitee().username()));
        return reply;
    }

    private Future<Reply> accept(Request request) {
        Fields body = Fields.of(request.body());
        body.choice("action", Set.of("accept"));
        String invitation = invitationId(body);
        return known(request, invitation)
                .compose(v -> calls.step(
                        request.key(), call -> rules.accept(call, invitation, request.actor(), clock.getAsLong())))
                .compose(call -> {
                    Future<Void> opened = errands.run(call);
                    ringing.carryOut(call);
                    ringing.sayWhoIsIn(call, true);
                    ObjectNode reply = Json.newObject()
                            .put("success", true)
                            .put("callId", call.callId())
                            .put("roomId", call.roomId());
                    return opened.map(o -> Reply.of(reply));
                });
    }

    private Future<Reply> reject(Request request) {
        Fields body = Fields.of(request.body());
        String invitation = invitationId(body);
        String reason = body.has("reason") ? body.choice("reason", REASONS) : "declined";
        return known(request, invitation)
                .compose(v -> carriedOut(
                        request, call -> rules.reject(call, invitation, request.actor(), reason, clock.getAsLong())))
                .map(call -> success(Json.newObject()));
    }

    /** A call that is over and forgotten here: its invitations have expired, to whom they were sent. */
    private Future<Void> known(Request request, String invitation) {
        if (calls.get(request.key()) != null) {
            return Future.succeededFuture();
        }
        return archive.knows(request.key(), invitation, request.actor().user().id())
                .map(known -> {
                    if (calls.get(request.key()) != null) {
                        return null;
                    }
                    throw known
                            ? new Refusal(Code.INVITATION_EXPIRED, "The call is not ringing any more.")
                            : CallRules.unknownInvitation();
                });
    }

    private Future<Reply> cancel(Request request) {
        return carriedOut(request, call -> rules.cancel(call, request.actor(), clock.getAsLong()))
                .map(call -> success(Json.newObject()));
    }

    private Future<Reply> end(Request request) {
        return carriedOut(request, call -> rules.end(call, request.actor(), clock.getAsLong()))
                .map(call -> success(Json.newObject().put("duration", call.duration())));
    }

    private Future<Reply> rang(Request request) {
        String invitation = invitationId(Fields.of(request.body()));
        return carriedOut(request, call -> call == null ? null : rules.rang(call, invitation, clock.getAsLong()))
                .map(call -> Reply.nothing());
    }

    /** From a lane of rooms. */
    void deserted(String callId) {
        Call call = calls.get(callId);
        if (call != null && rules.deserted(call, clock.getAsLong()) != call) {
            calls.step(callId, c -> c == null ? null : rules.deserted(c, clock.getAsLong()))
                    .onSuccess(this::toldAndRecorded);
        }
    }

    private Future<Call> carriedOut(Request request, UnaryOperator<Call> step) {
        return calls.step(request.key(), step).compose(call -> {
            Future<Void> recorded = toldAndRecorded(call);
            return recorded.map(call);
        });
    }

    private Future<Void> toldAndRecorded(Call call) {
        if (call == null) {
            return Future.succeededFuture();
        }
        ringing.carryOut(call);
        if (!call.isOver()) {
            return Future.succeededFuture();
        }
        ringing.sayWhoIsIn(call, false);
        return ringing.saved(call)
                .timeout(ARCHIVE_WAIT_MS, TimeUnit.MILLISECONDS)
                .otherwiseEmpty();
    }

    private Future<Reply> history(Request request) {
        Fields body = Fields.of(request.body());
        int limit = (int) body.integerOr("limit", 1, Limits.LIST_PAGE_MAX, Limits.LIST_PAGE);
        String cursor = body.textOr("cursor", 128, "");
        return archive.page(request.actor().user().id(), cursor, limit).map(page -> new Reply(page, "", 0));
    }

    /** A call of anybody's, for services: as it is, or as it was recorded. */
    private Future<Reply> record(Request request) {
        if (!request.actor().isService()) {
            throw new Refusal(Code.ACCESS_DENIED, "Only services read calls of others. Ask for your history instead.");
        }
        Call call = calls.get(request.key());
        if (call != null) {
            return Future.succeededFuture(Reply.of(CallView.of(call)));
        }
        return archive.record(request.key()).map(recorded -> {
            if (recorded == null) {
                throw CallRules.unknownCall();
            }
            return new Reply(recorded, "", 0);
        });
    }

    private static String invitationId(Fields body) {
        return body.text("invitationId", 1, Limits.CHAT_ID);
    }

    private static Reply success(ObjectNode fields) {
        return Reply.of(fields.put("success", true));
    }
}
