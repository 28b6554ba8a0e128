package dev.parley.signaling;

import dev.parley.signaling.calls.CallTimes;

/**
 * What an operator may change about people and calls.
 *
 * @param calls how long calls and invitations live
 * @param awayMs how long a user whose last socket has closed counts as away
 */
public record SignalingConfig(CallTimes calls, long awayMs) {}
