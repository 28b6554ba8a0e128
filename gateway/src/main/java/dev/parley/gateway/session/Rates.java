package dev.parley.gateway.session;

import dev.parley.gateway.GatewayConfig;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Token buckets for sockets and for client addresses, of one lane. The lanes share the rates of an address evenly. */
final class Rates {
    private static final int ADDRESSES_MAX = 10_000;
    private static final int FAULTS_BURST = 100;

    private final GatewayConfig.Limits limits;
    private final int lanes;
    private final Map<String, Bucket> opens = lru();
    private final Map<String, Bucket> requests = lru();

    Rates(GatewayConfig.Limits limits, int lanes) {
        this.limits = limits;
        this.lanes = lanes;
    }

    /** For the requests of one socket; null when rates are off. */
    Bucket ofSocket() {
        return limits.rate() ? bucket(limits.requestsBurst(), limits.requestsPerSecond()) : null;
    }

    /** For frames that are not understood; this one is never off. */
    Bucket ofFaults() {
        return bucket(FAULTS_BURST, 1);
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

    private static Bucket bucket(int burst, int perSecond) {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(burst)
                        .refillGreedy(perSecond, Duration.ofSeconds(1))
                        .build())
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
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
