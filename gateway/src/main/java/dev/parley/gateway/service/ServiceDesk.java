package dev.parley.gateway.service;

import dev.parley.gateway.session.Lane;
import dev.parley.gateway.session.OwnerAsks;
import dev.parley.gateway.session.Tokens;
import dev.parley.protocol.Code;
import dev.parley.protocol.Grants;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.Owner;
import io.github.bucket4j.Bucket;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * What services ask, whichever way they come. Each request names its token, which decides about that request; what is
 * under way and what one service may ask in a second is bounded. Confined to the lane.
 */
public final class ServiceDesk {
    /** Tokens and services that are remembered. */
    private static final int REMEMBERED = 1_000;

    /** For so long a verified token is not verified again. */
    private static final long BELIEVED_MS = 10_000;

    private final Lane lane;
    private final int openMax;
    private final LongSupplier monotonicMs;
    private final Map<String, Known> tokens = lru();
    private final Map<String, Bucket> rates = lru();
    private final Map<String, Further> further = new HashMap<>();
    private int open;

    /** @param openMax requests that may be under way at once */
    public ServiceDesk(Lane lane, int openMax, LongSupplier monotonicMs) {
        this.lane = lane;
        this.openMax = openMax;
        this.monotonicMs = monotonicMs;
    }

    /** A service and its rights. @param expiresAt of its token, seconds since 1970 */
    public record Caller(Actor actor, Grants grants, long expiresAt) {}

    /** Answers requests at an address that no owner of rooms or people has. */
    @FunctionalInterface
    public interface Further {
        /** Fails with a {@link Refusal}. The caller's token covers the address. */
        Future<Slice> answer(Caller caller, Slice body);
    }

    private record Known(Caller caller, long until) {}

    /** From now on requests to this address are answered, too. To be called before services are served. */
    public void serve(String address, Further answers) {
        further.put(address, answers);
    }

    /** Every address at which services may ask. */
    Set<String> addresses() {
        Set<String> all = new TreeSet<>(further.keySet());
        Op.ofServices().forEach(op -> all.add(op.address()));
        return all;
    }

    /** Requests under way. */
    int open() {
        return open;
    }

    /**
     * Who a token speaks for; fails with {@code token_invalid}, or {@code access_denied} when it is a person's.
     *
     * @param authorization the token, with or without {@code Bearer} before it; null for none
     * @param from the client's address, empty for members of the cluster
     */
    Future<Caller> caller(String authorization, String from) {
        String token = bare(authorization);
        if (token.isEmpty()) {
            return Future.failedFuture(
                    new Refusal(Code.TOKEN_INVALID, "Send a service's token in the header authorization."));
        }
        Known known = tokens.get(token);
        if (known != null && monotonicMs.getAsLong() < known.until && !isOver(known.caller)) {
            return Future.succeededFuture(known.caller);
        }
        return lane.accounts().read(token).map(access -> {
            Caller caller = service(access, from);
            tokens.put(token, new Known(caller, monotonicMs.getAsLong() + BELIEVED_MS));
            return caller;
        });
    }

    static boolean isOver(Caller caller) {
        return System.currentTimeMillis() / 1_000 > caller.expiresAt;
    }

    private static String bare(String authorization) {
        String text = authorization == null ? "" : authorization.strip();
        return text.regionMatches(true, 0, "Bearer ", 0, 7) ? text.substring(7).strip() : text;
    }

    private static Caller service(Tokens.Access access, String from) {
        if (!access.grants().service()) {
            throw new Refusal(Code.ACCESS_DENIED, "This address is for services. Get a token with grants.service.");
        }
        Actor actor = Actor.ofService(access.user().id(), access.name(), from);
        return new Caller(actor, access.grants(), access.expiresAt());
    }

    /** Has the request done. Fails with a {@link Refusal}. @param body a JSON object */
    Future<Slice> ask(Caller caller, String address, Slice body) {
        try {
            admit(caller, address);
            open++;
            return answer(caller, address, body).onComplete(done -> open--);
        } catch (Refusal refused) {
            return Future.failedFuture(refused);
        }
    }

    private void admit(Caller caller, String address) {
        Op op = Op.ofAddress(address);
        if ((op == null || !op.isForServices()) && !further.containsKey(address)) {
            throw new Refusal(Code.ACCESS_DENIED, "This address is not open to services.");
        }
        caller.grants().requireAddress(address);
        if (open >= openMax) {
            throw new Refusal(Code.UNAVAILABLE, "Too many requests of services are under way. Try again in a second.");
        }
        Bucket rate = rates.computeIfAbsent(caller.actor().service(), id -> lane.rateOfService());
        if (!rate.tryConsume(1)) {
            throw new Refusal(Code.RATE_LIMITED, "Too many requests. Slow down and try again in a second.");
        }
    }

    private Future<Slice> answer(Caller caller, String address, Slice body) {
        try {
            Further other = further.get(address);
            if (other != null) {
                return other.answer(caller, body);
            }
            Op op = Op.ofAddress(address);
            return op.owner() == Owner.ROOMS
                    ? lane.rooms()
                            .ask(op, caller.actor(), caller.grants(), body)
                            .map(OwnerAsks.Result::body)
                    : lane.people().ask(op, caller.actor(), caller.grants(), body);
        } catch (RuntimeException failed) {
            return Future.failedFuture(failed);
        }
    }

    private static <V> Map<String, V> lru() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
