package dev.parley.gateway.autobahn;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import io.vertx.core.internal.http.HttpServerRequestWrapper;

/** A request for any path as one for the plain WebSockets' path, because the suite knows only {@code /}. */
final class AtEventBus extends HttpServerRequestWrapper {
    AtEventBus(HttpServerRequest request) {
        super((HttpServerRequestInternal) request);
    }

    @Override
    public String path() {
        return "/eventbus/websocket";
    }
}
