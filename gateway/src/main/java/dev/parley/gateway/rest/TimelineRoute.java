package dev.parley.gateway.rest;

import dev.parley.gateway.session.Timelines;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /api/v1/calls/:id/timeline}. */
final class TimelineRoute {
    private final Timelines timelines;
    private final Callers callers;

    TimelineRoute(Timelines timelines, Callers callers) {
        this.timelines = timelines;
        this.callers = callers;
    }

    void mount(Router router) {
        router.get("/api/v1/calls/:id/timeline").handler(this::answer);
    }

    private void answer(RoutingContext ctx) {
        callers.of(ctx.request())
                .compose(caller -> {
                    caller.grants().requireEverywhere();
                    return timelines.of(ctx.pathParam("id"), caller.actor().user(), caller.grants());
                })
                .onSuccess(timeline -> Exchange.json(ctx, 200, timeline))
                .onFailure(ctx::fail);
    }
}
