package dev.parley.feed.webhooks;

import java.util.List;

/**
 * What an operator may change about webhooks.
 *
 * @param max webhooks that there may be
 * @param attempts for one event, then it is put aside
 * @param retryMs until the second attempt; each further one waits about twice as long
 * @param retryMaxMs but no longer than this
 * @param timeoutMs for one request
 * @param allow CIDR ranges of addresses that may be sent to although they are not public
 */
public record WebhookConfig(int max, int attempts, long retryMs, long retryMaxMs, long timeoutMs, List<String> allow) {}
