package dev.parley.signaling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.cluster.Post;
import dev.parley.cluster.Reply;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Json;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.lane.ToGateway.LoggedOut;
import dev.parley.protocol.lane.ToOwner.Presence;
import dev.parley.protocol.lane.ToOwner.Request;
import dev.parley.signaling.accounts.Account;
import dev.parley.signaling.accounts.Accounts;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;

/** What clients ask about accounts and about each other. Confined to one lane. */
final class PeopleRequests {
    private static final Set<String> PASSWORD = Set.of("token", "old", "new");
    private static final Set<String> DELETE = Set.of("token", "password");

    private final Accounts accounts;
    private final Directory directory;
    private final Presences presences;
    private final Post post;
    private final KnownAccounts known;
    private final PeopleFeed feed;

    PeopleRequests(
            Accounts accounts,
            KnownAccounts known,
            Directory directory,
            Presences presences,
            Post post,
            PeopleFeed feed) {
        this.feed = feed;
        this.accounts = accounts;
        this.known = known;
        this.directory = directory;
        this.presences = presences;
        this.post = post;
    }

    /** Fails, at once or in the future, with the refusal that the client is to get. */
    Future<Reply> handle(Request request) {
        Fields body = Fields.of(request.body());
        return switch (request.op()) {
            case REGISTER ->
                accounts.register(
                                body.text("username", 1, Limits.USERNAME_MAX),
                                password(body, "password"),
                                body.textOr("displayName", Limits.DISPLAY_NAME, ""))
                        .onSuccess(known::learn)
                        .onSuccess(account -> feed.registered(account.username(), account.id()))
                        .map(PeopleRequests::account);
            case LOGIN ->
                accounts.login(body.text("username", 1, Limits.USERNAME_MAX), password(body, "password"))
                        .map(PeopleRequests::account);
            case REFRESH -> refresh(request, body);
            case PASSWORD -> {
                body.only(PASSWORD);
                yield accounts.changePassword(request.key(), password(body, "old"), password(body, "new"))
                        .map(changed -> loggedOut(request, changed));
            }
            case LOGOUT_ALL ->
                accounts.logoutAll(request.key()).map(changed -> {
                    loggedOut(request, changed);
                    return Reply.nothing();
                });
            case DELETE_ACCOUNT -> {
                body.only(DELETE);
                yield accounts.delete(request.key(), password(body, "password")).map(v -> {
                    known.forget(request.key());
                    feed.deleted(request.key());
                    end(request.key(), Long.MAX_VALUE, request.actor().peerId());
                    return Reply.nothing();
                });
            }
            case PERSON -> person(request);
            case BLOCK -> directory.block(request.actor().user(), name(body)).map(Reply.nothing());
            case UNBLOCK ->
                directory.unblock(request.actor().user(), name(body)).map(Reply.nothing());
            default -> throw new IllegalStateException("no handler for " + request.op());
        };
    }

    private static String password(Fields body, String field) {
        return body.text(field, 1, Limits.PASSWORD_MAX);
    }

    private static String name(Fields body) {
        return body.text("username", 1, Limits.USERNAME_MAX);
    }

    private static Reply account(Account account) {
        return Reply.of(Json.newObject()
                .put("id", account.id())
                .put("username", account.username())
                .put("displayName", account.displayName())
                .put("tokensFrom", account.tokensFromMs()));
    }

    /** Body {@code {tokensFrom}}: whether the account still honours a token that was issued after that log-out. */
    private Future<Reply> refresh(Request request, Fields body) {
        long tokensFrom = body.integer("tokensFrom", 0, Limits.MAX_SAFE_INTEGER);
        return known.of(request.key()).map(account -> {
            boolean same = account != null
                    && account.id().equals(request.actor().user().id());
            if (!same || tokensFrom < account.tokensFromMs()) {
                throw new Refusal(Code.TOKEN_INVALID, "This token has been logged out. Log in again.");
            }
            return account(account);
        });
    }

    private Reply loggedOut(Request request, Account changed) {
        long before = changed.tokensFromMs();
        known.learn(changed);
        end(request.key(), before, request.actor().peerId());
        return account(changed);
    }

    /** The session that asked ends, too, if its token does: when its lane tells of it next, after the answer. */
    private void end(String username, long before, String exceptPeer) {
        presences.lanes(username).forEach(lane -> post.send(lane, new LoggedOut(username, before, exceptPeer)));
    }

    /** A session that opened while its user logged out everywhere ends now. */
    void present(Presence told) {
        Optional<Account> account = known.known(told.key());
        if (told.open() && account != null) {
            long from = account.map(Account::tokensFromMs).orElse(Long.MAX_VALUE);
            if (told.tokensFrom() < from) {
                post.send(told.lane(), new LoggedOut(told.key(), from, ""));
            }
        }
    }

    /** Whoever is blocked sees nothing of the one that blocked it. */
    private Future<Reply> person(Request request) {
        return directory.find(request.key(), request.actor().user()).map(found -> {
            if (found == null) {
                throw new Refusal(Code.USER_UNKNOWN, "There is no user with this name.");
            }
            String username = found.user().username();
            ObjectNode person = Json.newObject()
                    .put("username", username)
                    .put("displayName", found.displayName())
                    .put("presence", found.barred() ? "offline" : presences.presence(username));
            return Reply.of(person);
        });
    }
}
