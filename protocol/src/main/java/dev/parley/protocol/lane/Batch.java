package dev.parley.protocol.lane;

import java.util.List;

/**
 * What one lane sends another at the same moment, in order: a message of the bus costs several times what is in it.
 *
 * @param messages none of them a batch
 */
public record Batch(List<LaneMessage> messages) implements LaneMessage {
    static final int KIND = 64;

    public Batch {
        messages = List.copyOf(messages);
    }
}
