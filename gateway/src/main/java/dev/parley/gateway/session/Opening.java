package dev.parley.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.CloseReason;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.UserRef;
import dev.parley.protocol.lane.Actor;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;

/** Answers {@code session.open}: who the socket is from now on, and which of its rooms it has back. */
final class Opening {
    private final Tokens tokens;
    private final Accounts accounts;
    private final Sessions sessions;
    private final RoomResumes rooms;
    private final Welcome welcome;

    Opening(Tokens tokens, Accounts accounts, Sessions sessions, RoomResumes rooms, Welcome welcome) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.sessions = sessions;
        this.rooms = rooms;
        this.welcome = welcome;
    }

    /** Fails with a {@link Refusal}; the socket may try again then. */
    Future<Slice> open(Session session, Fields body) {
        if (body.integerOr("protocol", 0, Integer.MAX_VALUE, 0) != Limits.PROTOCOL) {
            throw new Refusal(Code.UNSUPPORTED_PROTOCOL, "This server speaks protocol " + Limits.PROTOCOL + ".");
        }
        return session.isOpen() ? renew(session, body) : identify(session, body);
    }

    private Future<Slice> renew(Session session, Fields body) {
        return access(body).map(access -> {
            boolean same = Objects.equals(session.user(), user(access))
                    && session.actor().service().equals(service(access));
            if (!same) {
                throw new Refusal(Code.TOKEN_INVALID, "This session is not this user's. Open another one.");
            }
            Actor was = session.actor();
            Actor actor = new Actor(
                    was.peerId(),
                    was.generation() + 1,
                    was.displayName(),
                    was.user(),
                    was.deviceId(),
                    was.address(),
                    moderates(access),
                    was.service());
            session.identify(session.sessionId(), actor, access);
            return welcome.reply(session, false, List.of());
        });
    }

    private Future<Slice> identify(Session session, Fields body) {
        String name = body.textOr("displayName", Limits.DISPLAY_NAME, "").strip();
        List<Fields> named = rooms.named(body);
        return Future.all(access(body), former(body), device(body)).compose(read -> {
            Tokens.Access access = read.resultAt(0);
            Tokens.Resume former = belongs(read.resultAt(1), access);
            Actor actor = actor(session, name, access, former, read.resultAt(2));
            String sessionId = former == null ? Ids.newSessionId() : former.sessionId();
            if (session.isClosed()) {
                throw new Refusal(Code.UNAVAILABLE, "The socket closed while the session opened.");
            }
            takeOver(session, sessionId, actor, access);
            return former == null
                    ? Future.succeededFuture(welcome.reply(session, false, List.of()))
                    : rooms.ask(session, former, named).map(entries -> welcome.reply(session, true, entries));
        });
    }

    /** The newest opening wins; a token of an older one than the live one is a copy, and changes nothing. */
    private void takeOver(Session session, String sessionId, Actor actor, Tokens.Access by) {
        Session live = sessions.ofPeer(actor.peerId());
        if (live != null && live.actor().generation() > actor.generation()) {
            throw new Refusal(Code.TOKEN_INVALID, "This session was opened again since. Use its newest token.");
        }
        session.identify(sessionId, actor, by);
        sessions.speaksFor(session);
        if (live != null && live != session) {
            live.close(CloseReason.CONTINUED_ELSEWHERE);
        }
    }

    /** Undoes what a failed opening began: the socket is nobody's again. */
    void abandon(Session session) {
        sessions.silence(session);
        session.anonymous();
    }

    private Future<Tokens.Access> access(Fields body) {
        return body.has("token")
                ? accounts.read(body.text("token", 1, Tokens.LENGTH_MAX))
                : Future.succeededFuture(null);
    }

    /** A resume token that has expired begins a new session; only its user decides whether it may be used. */
    private Future<Tokens.Resume> former(Fields body) {
        JsonNode token = body.json().path("resume").path("resumeToken");
        return token.isTextual()
                ? tokens.readResume(token.textValue()).otherwise((Tokens.Resume) null)
                : Future.succeededFuture(null);
    }

    private Future<String> device(Fields body) {
        return body.has("deviceToken")
                ? tokens.readDevice(body.text("deviceToken", 1, 4096)).otherwise(forged -> Ids.newDeviceId())
                : Future.succeededFuture(null);
    }

    private static Tokens.Resume belongs(Tokens.Resume former, Tokens.Access access) {
        if (former != null && former.userId() != null) {
            boolean same = access != null && access.user().id().equals(former.userId());
            if (!same) {
                throw new Refusal(
                        Code.TOKEN_INVALID, "This session belongs to a user; open it with that user's token.");
            }
        }
        return former;
    }

    private static Actor actor(
            Session session, String name, Tokens.Access access, Tokens.Resume former, String deviceId) {
        UserRef user = user(access);
        if (former != null) {
            String known = name.isEmpty() ? former.name() : name;
            return new Actor(
                    former.peerId(),
                    former.generation() + 1,
                    known,
                    user,
                    former.deviceId(),
                    session.address(),
                    moderates(access),
                    service(access));
        }
        String shown = !name.isEmpty() ? name : access != null ? access.name() : "Guest";
        String device = deviceId == null ? Ids.newDeviceId() : deviceId;
        return new Actor(
                Ids.newPeerId(), 1, shown, user, device, session.address(), moderates(access), service(access));
    }

    /** A service is nobody's user: it is not present, has no inbox, and owns nothing. */
    private static UserRef user(Tokens.Access access) {
        return access == null || access.grants().service() ? null : access.user();
    }

    private static String service(Tokens.Access access) {
        return access != null && access.grants().service() ? access.user().id() : "";
    }

    private static boolean moderates(Tokens.Access access) {
        return access != null && access.grants().moderate();
    }
}
