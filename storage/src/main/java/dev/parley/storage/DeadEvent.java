package dev.parley.storage;

/**
 * An event that a webhook could not be given.
 *
 * @param event as it is sent, JSON
 * @param again whether it is to be sent once more
 */
public record DeadEvent(long position, String event, int attempts, String error, long diedAtMs, boolean again) {}
