package dev.parley.gateway.rest;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * What the node tells about itself.
 *
 * @param ready ends with null when the node serves, else with the sentence that says why not
 * @param metrics the scrape in Prometheus' text format
 */
public record Health(Supplier<Future<String>> ready, Supplier<String> metrics) {}
