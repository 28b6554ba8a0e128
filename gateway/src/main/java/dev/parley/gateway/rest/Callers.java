package dev.parley.gateway.rest;

import dev.parley.gateway.session.Accounts;
import dev.parley.gateway.session.Tokens;
import dev.parley.gateway.socket.ClientAddresses;
import dev.parley.protocol.Code;
import dev.parley.protocol.Grants;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.lane.Actor;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Predicate;

/** Who makes a REST request: the session behind a resume token, the user behind an access token, or nobody known. */
final class Callers {
    private static final String BEARER = "Bearer";

    private final Tokens tokens;
    private final Accounts accounts;
    private final ClientAddresses addresses;
    private final Predicate<String> mayAsk;

    /** @param mayAsk whether a client address may make one more request now */
    Callers(Tokens tokens, Accounts accounts, ClientAddresses addresses, Predicate<String> mayAsk) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.addresses = addresses;
        this.mayAsk = mayAsk;
    }

    /** Who asks, and what its token lets it do. */
    record Caller(Actor actor, Grants grants) {}

    /** Fails with {@code token_invalid} when there is a token and it is none of ours, with {@code rate_limited} before. */
    Future<Caller> of(HttpServerRequest request) {
        String address = addresses.of(request);
        if (!mayAsk.test(address)) {
            return Future.failedFuture(
                    new Refusal(Code.RATE_LIMITED, "Too many requests. Slow down and try again in a second."));
        }
        String token = bearer(request);
        if (token == null) {
            return Future.succeededFuture(guest(new Actor("", 0, "", null, "", address)));
        }
        return tokens.readResume(token)
                .map(r -> guest(new Actor(r.peerId(), r.generation(), r.name(), null, r.deviceId(), address)))
                .recover(other ->
                        accounts.read(token).map(access -> new Caller(actor(access, address), access.grants())));
    }

    private static Actor actor(Tokens.Access by, String address) {
        Grants grants = by.grants();
        return grants.service()
                ? Actor.ofService(by.user().id(), by.name(), address)
                : new Actor("", 0, by.name(), by.user(), "", address, grants.moderate());
    }

    /** The bearer's token, null when there is none. */
    static String bearer(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        return header == null || !isBearer(header)
                ? null
                : header.substring(BEARER.length()).strip();
    }

    /** A session may not act as its user here, so it has no more than what a guest has. */
    private static Caller guest(Actor actor) {
        return new Caller(actor, Grants.USER);
    }

    /** Schemes are named in any case: RFC 9110, section 11.1. */
    private static boolean isBearer(String header) {
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && (header.length() == BEARER.length() || header.charAt(BEARER.length()) == ' ');
    }
}
