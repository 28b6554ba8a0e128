package dev.parley.gateway.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Json;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.UserRef;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.Op;
import io.vertx.core.Future;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * Accounts, for sockets and for REST alike: the account's owner decides, this lane signs the tokens. Confined to the lane.
 */
public final class Accounts {
    private static final Set<String> REGISTER = Set.of("username", "password", "displayName");
    private static final Set<String> LOGIN = Set.of("username", "password");

    private static final Actor NOBODY = new Actor("", 0, "", null, "", "");

    private final OwnerAsks owners;
    private final Tokens tokens;
    private final Guessing guessing;

    Accounts(OwnerAsks owners, Tokens tokens, Guessing guessing) {
        this.owners = owners;
        this.tokens = tokens;
        this.guessing = guessing;
    }

    /** Asks about an account; {@code actor} is a user where {@code op} is about the caller's own. */
    public Future<Slice> ask(Op op, Actor actor, Slice body) {
        return switch (op) {
            case REGISTER -> register(actor, body);
            case LOGIN -> login(actor, body);
            case REFRESH -> refresh(body);
            case PASSWORD -> changed(op, actor, body);
            default -> own(op, actor, body).map(OwnerAsks.Result::body);
        };
    }

    private Future<Slice> register(Actor actor, Slice body) {
        Fields fields = Bodies.read(body).only(REGISTER);
        return guessing.guarded(actor.address(), () -> owners.ask(Op.REGISTER, name(fields), actor, body))
                .map(this::signedIn);
    }

    private Future<Slice> login(Actor actor, Slice body) {
        Fields fields = Bodies.read(body).only(LOGIN);
        return guessing.guarded(actor.address(), () -> owners.ask(Op.LOGIN, name(fields), actor, body))
                .map(this::signedIn);
    }

    private Slice signedIn(OwnerAsks.Result result) {
        ObjectNode account = Json.object(result.body());
        return Json.slice(Json.newObject()
                .put("success", true)
                .put("token", sign(account))
                .putPOJO("user", user(account)));
    }

    private Future<Slice> refresh(Slice body) {
        String token = Bodies.read(body).text("token", 1, Tokens.LENGTH_MAX);
        return tokens.readAccess(token).compose(this::verify).map(account -> token(account));
    }

    /**
     * The user of an access token that its account still honours; fails with {@code token_invalid}. While the accounts
     * cannot be read the token's word counts, and so it does for users that others have signed for.
     */
    public Future<Tokens.Access> read(String token) {
        return tokens.readAccess(token).compose(access -> {
            if (!access.user().isAccount()) {
                return Future.succeededFuture(access);
            }
            return verify(access).map(access).recover(failure -> {
                boolean away =
                        failure instanceof Refusal refusal && refusal.code().retryable();
                return away ? Future.succeededFuture(access) : Future.failedFuture(failure);
            });
        });
    }

    private Future<ObjectNode> verify(Tokens.Access access) {
        Slice body = Json.slice(Json.newObject().put("tokensFrom", access.tokensFrom()));
        return owners.ask(Op.REFRESH, access.user().username(), withUser(NOBODY, access.user()), body)
                .map(result -> Json.object(result.body()));
    }

    private Future<Slice> changed(Op op, Actor actor, Slice body) {
        return own(op, actor, body).map(result -> token(Json.object(result.body())));
    }

    /** The session that changed the password goes on with the token that it is given for it. */
    void renew(Session session, Slice answer) {
        tokens.readAccess(Json.object(answer).get("token").textValue())
                .onSuccess(access -> session.identify(session.sessionId(), session.actor(), access));
    }

    private Slice token(ObjectNode account) {
        return Json.slice(Json.newObject().put("token", sign(account)));
    }

    private String sign(ObjectNode account) {
        String name = account.get("displayName").textValue();
        return tokens.issue(user(account), name, account.get("tokensFrom").longValue());
    }

    private Future<OwnerAsks.Result> own(Op op, Actor actor, Slice body) {
        if (actor.user() == null || !actor.user().isAccount()) {
            throw new Refusal(Code.ACCESS_DENIED, "Log in first.");
        }
        Bodies.read(body);
        return owners.ask(op, actor.user().username(), actor, body);
    }

    private static Actor withUser(Actor actor, UserRef user) {
        return new Actor(
                actor.peerId(), actor.generation(), actor.displayName(), user, actor.deviceId(), actor.address());
    }

    private static UserRef user(ObjectNode account) {
        return new UserRef(
                account.get("id").textValue(), account.get("username").textValue());
    }

    /** Finds the account's owner, who alone knows the exact rules of names. */
    static String name(Fields fields) {
        return Normalizer.normalize(
                        fields.text("username", 1, Limits.USERNAME_MAX).strip(), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
    }
}
