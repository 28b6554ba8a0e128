package dev.parley.gateway.rest;

import dev.parley.gateway.session.Tokens;
import dev.parley.gateway.socket.ClientAddresses;
import dev.parley.protocol.lane.Actor;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

/** Who makes a REST request: the session behind a resume token, the user behind an access token, or nobody known. */
final class Callers {
    private static final String BEARER = "Bearer ";

    private final Tokens tokens;
    private final ClientAddresses addresses;

    Callers(Tokens tokens, ClientAddresses addresses) {
        this.tokens = tokens;
        this.addresses = addresses;
    }

    /** Fails with {@code token_invalid} when there is a token and it is none of ours. */
    Future<Actor> of(HttpServerRequest request) {
        String address = addresses.of(request);
        String header = request.getHeader("Authorization");
        if (header == null || !header.startsWith(BEARER)) {
            return Future.succeededFuture(new Actor("", 0, "", null, "", address));
        }
        String token = header.substring(BEARER.length());
        return tokens.readResume(token)
                .map(r -> new Actor(r.peerId(), r.generation(), r.name(), null, r.deviceId(), address))
                .recover(other -> tokens.readAccess(token).map(a -> new Actor("", 0, a.name(), a.user(), "", address)));
    }
}
