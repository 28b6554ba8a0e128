package dev.parley.gateway.session;

import dev.parley.cluster.LaneRouter;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Grants;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToOwner.Presence;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * People and their calls, for sockets and for REST alike: finds the owner of the user or the call that a request is
 * about, and tells users' owners which sessions are here. Confined to the lane.
 */
public final class People {
    private static final String ALGORITHM = "HmacSHA256";

    private final LaneRouter router;
    private final OwnerAsks owners;
    private final Accounts accounts;
    private final byte[] secret;
    private final ServiceAccess access;

    /** @param secret the same on every node: from it and a request's id comes the id of a call */
    People(LaneRouter router, OwnerAsks owners, Accounts accounts, String secret, ServiceAccess access) {
        this.router = router;
        this.owners = owners;
        this.accounts = accounts;
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.access = access;
    }

    /** Says that a session is open or has closed; guests have nobody to be. */
    void tell(Session session, boolean open) {
        if (session.user() != null && (session.isOpen() || !open)) {
            String username = session.user().username();
            router.tell(new Presence(
                    router.lane(),
                    username,
                    session.sessionId(),
                    session.peerId(),
                    session.displayName(),
                    session.tokensFrom(),
                    session.registered().contains(Addresses.inbox(username)),
                    open));
        }
    }

    /**
     * Asks about people or calls. Only users may, and services; a guest's request may name a user's {@code token}.
     *
     * @throws Refusal when the token is for one room only, or the request not for the caller
     */
    public Future<Slice> ask(Op op, Actor actor, Grants grants, Slice body) {
        access.require(op, actor, grants);
        grants.requireEverywhere();
        Fields fields = Bodies.read(body);
        return caller(actor, fields)
                .compose(user -> owners.ask(op, key(op, user, fields), user, body))
                .map(OwnerAsks.Result::body);
    }

    private Future<Actor> caller(Actor actor, Fields fields) {
        if (actor.isService()) {
            return Future.succeededFuture(actor);
        }
        if (actor.user() != null) {
            return Future.succeededFuture(account(actor));
        }
        if (!fields.has("token")) {
            throw new Refusal(Code.ACCESS_DENIED, "Guests have no calls and do not see who is here. Log in first.");
        }
        return accounts.read(fields.text("token", 1, Tokens.LENGTH_MAX))
                .map(access -> {
                    access.grants().requireEverywhere();
                    return access;
                })
                .map(access -> account(new Actor(
                        actor.peerId(),
                        actor.generation(),
                        access.name(),
                        access.user(),
                        actor.deviceId(),
                        actor.address())));
    }

    private static Actor account(Actor actor) {
        if (!actor.user().isAccount()) {
            throw new Refusal(Code.ACCESS_DENIED, "Only users who have an account here have calls.");
        }
        return actor;
    }

    private String key(Op op, Actor user, Fields fields) {
        return switch (op) {
            case PERSON -> Accounts.name(fields);
            case CALL -> callId(user, fields.textOr("requestId", Limits.CHAT_ID, ""));
            case ANSWER, REJECT -> callOf(fields.text("invitationId", 1, Limits.CHAT_ID));
            case CANCEL, END, CALL_RECORD -> callId(fields.text("callId", 1, Limits.CHAT_ID));
            default -> user.user().username();
        };
    }

    private String callId(Actor user, String requestId) {
        String caller =
                user.isService() ? "service\n" + user.service() : user.user().id();
        String text = caller + '\n' + (requestId.isEmpty() ? Ids.random(16) : requestId);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return Ids.callId(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String callId(String id) {
        if (!Ids.isCallId(id)) {
            throw new Refusal(Code.CALL_UNKNOWN, "There is no such call.");
        }
        return id;
    }

    private static String callOf(String invitationId) {
        String callId = Ids.callOf(invitationId);
        if (callId == null) {
            throw new Refusal(Code.INVITATION_UNKNOWN, "There is no such invitation.");
        }
        return callId;
    }
}
