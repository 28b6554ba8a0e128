package dev.parley.client;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a client behaves. Begin with {@link #of} and change what differs.
 *
 * @param endpoints public URLs of nodes, tried in this order; at least one
 * @param roam whether nodes that the server tells of are used, too
 * @param displayName null for the server's default
 * @param token of a user, null for a guest
 * @param deviceToken from an earlier session of this device, else null
 * @param openDeadlineMs for {@link ParleyClient#open} in all
 * @param requestDeadlineMs for each request in all, with its repetitions
 * @param signalDeadlineMs for each signal until it is accepted
 * @param acceptedMax accepted signals that are kept for a change of owner, for each room
 * @param backoff before each attempt to connect again
 */
public record ClientOptions(
        List<String> endpoints,
        boolean roam,
        String displayName,
        String token,
        String deviceToken,
        long openDeadlineMs,
        long requestDeadlineMs,
        long signalDeadlineMs,
        int acceptedMax,
        Backoff backoff) {

    /** As the browsers' SDK: the clients of one lost node come back over a second, not in an instant. */
    private static final long BACKOFF_FIRST_MS = 1_000;

    private static final long BACKOFF_MAX_MS = 15_000;

    public ClientOptions {
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("no endpoint");
        }
        endpoints = List.copyOf(endpoints);
    }

    public static ClientOptions of(String... endpoints) {
        return of(List.of(endpoints));
    }

    public static ClientOptions of(List<String> endpoints) {
        Backoff backoff = attempt -> Backoff.exponential(BACKOFF_FIRST_MS, BACKOFF_MAX_MS, ThreadLocalRandom.current())
                .delayMs(attempt);
        return new ClientOptions(endpoints, true, null, null, null, 15_000, 15_000, 30_000, 256, backoff);
    }

    public ClientOptions named(String name) {
        return new ClientOptions(
                endpoints,
                roam,
                name,
                token,
                deviceToken,
                openDeadlineMs,
                requestDeadlineMs,
                signalDeadlineMs,
                acceptedMax,
                backoff);
    }

    public ClientOptions withToken(String userToken) {
        return new ClientOptions(
                endpoints,
                roam,
                displayName,
                userToken,
                deviceToken,
                openDeadlineMs,
                requestDeadlineMs,
                signalDeadlineMs,
                acceptedMax,
                backoff);
    }

    public ClientOptions withDevice(String kept) {
        return new ClientOptions(
                endpoints,
                roam,
                displayName,
                token,
                kept,
                openDeadlineMs,
                requestDeadlineMs,
                signalDeadlineMs,
                acceptedMax,
                backoff);
    }

    /** Stays with the endpoints given, whatever the server tells. */
    public ClientOptions settled() {
        return new ClientOptions(
                endpoints,
                false,
                displayName,
                token,
                deviceToken,
                openDeadlineMs,
                requestDeadlineMs,
                signalDeadlineMs,
                acceptedMax,
                backoff);
    }

    public ClientOptions deadlines(long openMs, long requestMs, long signalMs) {
        return new ClientOptions(
                endpoints, roam, displayName, token, deviceToken, openMs, requestMs, signalMs, acceptedMax, backoff);
    }

    /** @param signals 0 to 256; a load generator saves memory with few, a client that must lose nothing keeps all */
    public ClientOptions keepAccepted(int signals) {
        return new ClientOptions(
                endpoints,
                roam,
                displayName,
                token,
                deviceToken,
                openDeadlineMs,
                requestDeadlineMs,
                signalDeadlineMs,
                signals,
                backoff);
    }

    public ClientOptions withBackoff(Backoff other) {
        return new ClientOptions(
                endpoints,
                roam,
                displayName,
                token,
                deviceToken,
                openDeadlineMs,
                requestDeadlineMs,
                signalDeadlineMs,
                acceptedMax,
                other);
    }

    /** Without the tokens, for logs. */
    @Override
    public String toString() {
        return "ClientOptions" + endpoints;
    }
}
