package dev.parley.gateway.session;

import dev.parley.gateway.GatewayConfig;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Token buckets for sockets and for client addresses, of one lane. The lanes share the rates of an address evenly. */
final class Rates {
    private static final int ADDRESSES_MAX = 10_000;
    private static final int FAULTS_BURST = 100;
    /** The library takes no more: one in a nanosecond. */
    private static final int FASTEST = 1_000_000_000;

    private final GatewayConfig.Limits limits;
    private final int lanes;
    private final TimeMeter clock;
    private final Map<String, Bucket> opens = lru();
    private final Map<String, Bucket> requests = lru();

    /** @param monotonicMs never the wall clock: buckets would stay empty for as long as that is set back */
    Rates(GatewayConfig.Limits limits, int lanes, LongSupplier monotonicMs) {
        this.limits = limits;
        this.lanes = lanes;
        this.clock = clock(monotonicMs);
    }

    /** For the requests of one socket; null when rates are off. */
    Bucket ofSocket() {
        return limits.rate() ? bucket(limits.requestsBurst(), limits.requestsPerSecond()) : null;
    }

    /** For frames that are not understood; this one is never off. */
    Bucket ofFaults() {
        return bucket(FAULTS_BURST, 1);
    }

    /** For the requests of one service; without a bound worth the name when rates are off. */
    Bucket ofService(GatewayConfig.Services services) {
        return limits.rate()
                ? bucket(services.requestsBurst(), services.requestsPerSecond())
                : bucket(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    boolean mayOpen(String address) {
        return !limits.rate()
                || opens.computeIfAbsent(
                                address, a -> bucket(share(limits.opensBurst()), share(limits.opensPerSecond())))
                        .tryConsume(1);
    }

    boolean mayAsk(String address) {
        return !limits.rate()
                || requests.computeIfAbsent(
                                address,
                                a -> bucket(share(limits.addressBurst()), share(limits.addressRequestsPerSecond())))
                        .tryConsume(1);
    }

    private int share(int whole) {
        return Math.max(1, whole / lanes);
    }

    private Bucket bucket(int burst, int perSecond) {
        return Bucket.builder()
                .withCustomTimePrecision(clock)
                .addLimit(Bandwidth.builder()
                        .capacity(burst)
                        .refillGreedy(Math.min(perSecond, FASTEST), Duration.ofSeconds(1))
                        .build())
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
    }

    private static TimeMeter clock(LongSupplier monotonicMs) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return TimeUnit.MILLISECONDS.toNanos(monotonicMs.getAsLong());
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
    }

    private static Map<String, Bucket> lru() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > ADDRESSES_MAX;
            }
        };
    }
}
