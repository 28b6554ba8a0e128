package dev.parley.gateway.rest;

import dev.parley.gateway.session.Tokens;
import dev.parley.gateway.socket.ClientAddresses;
import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.lane.Actor;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Predicate;

/** Who makes a REST request: the session behind a resume token, the user behind an access token, or nobody known. */
final class Callers {
    private static final String BEARER = "Bearer";

    private final Tokens tokens;
    private final ClientAddresses addresses;
    private final Predicate<String> mayAsk;

    /** @param mayAsk whether a client address may make one more request now */
    Callers(Tokens tokens, ClientAddresses addresses, Predicate<String> mayAsk) {
        this.tokens = tokens;
        this.addresses = addresses;
        this.mayAsk = mayAsk;
    }

    /** Fails with {@code token_invalid} when there is a token and it is none of ours, with {@code rate_limited} before. */
    Future<Actor> of(HttpServerRequest request) {
        String address = addresses.of(request);
        if (!mayAsk.test(address)) {
            return Future.failedFuture(
                    new Refusal(Code.RATE_LIMITED, "Too many requests. Slow down and try again in a second."));
        }
        String header = request.getHeader("Authorization");
        if (header == null || !isBearer(header)) {
            return Future.succeededFuture(new Actor("", 0, "", null, "", address));
        }
        String token = header.substring(BEARER.length()).strip();
        return tokens.readResume(token)
                .map(r -> new Actor(r.peerId(), r.generation(), r.name(), null, r.deviceId(), address))
                .recover(other -> tokens.readAccess(token).map(a -> new Actor("", 0, a.name(), a.user(), "", address)));
    }

    /** Schemes are named in any case: RFC 9110, section 11.1. */
    private static boolean isBearer(String header) {
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && (header.length() == BEARER.length() || header.charAt(BEARER.length()) == ' ');
    }
}
