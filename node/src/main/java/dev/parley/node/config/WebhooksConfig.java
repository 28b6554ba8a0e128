package dev.parley.node.config;

import java.util.List;

/** Events as HTTP requests to other services. */
public record WebhooksConfig(
        @Doc(value = "Webhooks that there may be, 0 to 10000.", byDefault = "100") int max,
        @Doc(value = "Attempts for one event before it is put aside, 1 to 100.", byDefault = "10") int attempts,
        @Doc(
                        value = "Until the second attempt, 10 to 60000 ms; each further one waits about twice as long.",
                        byDefault = "1000")
                int retryMs,
        @Doc(value = "The longest wait between attempts, 1000 to 86400000 ms.", byDefault = "600000") int retryMaxMs,
        @Doc(value = "Time for one request, 100 to 60000 ms.", byDefault = "10000") int timeoutMs,
        @Doc(value = "Addresses or CIDR ranges that are not public and may be sent to all the same.")
                List<String> allow) {

    public WebhooksConfig {
        Check.range("webhooks.max", max, 0, 10_000);
        Check.range("webhooks.attempts", attempts, 1, 100);
        Check.range("webhooks.retryMs", retryMs, 10, 60_000);
        Check.range("webhooks.retryMaxMs", retryMaxMs, 1_000, 86_400_000);
        Check.range("webhooks.timeoutMs", timeoutMs, 100, 60_000);
        allow = Check.texts("webhooks.allow", allow, Addresses::isNetwork, Addresses.NETWORK_ALLOWED);
    }
}
