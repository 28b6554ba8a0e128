package dev.parley.signaling.calls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.lane.Op;

/**
 * Something that another owner is to be told because of a step of a call. Repeating it is harmless.
 *
 * @param number counts the errands of a call
 * @param key whose owner: a username or a room id
 */
public record Errand(long number, Op op, String key, ObjectNode body) {}
