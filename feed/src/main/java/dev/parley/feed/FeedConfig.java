package dev.parley.feed;

/**
 * What an operator may change about the feed.
 *
 * @param outboxMax events that may wait on one node for the database
 * @param keepDays events are deleted after so many days
 * @param keepCount or when so many have come since
 * @param waitingMax readers of one node that may wait for events at a time
 */
public record FeedConfig(int outboxMax, int keepDays, long keepCount, int waitingMax) {}
