package dev.parley.cluster;

import dev.parley.protocol.lane.LaneMessage;

/** Takes messages to lanes, in the order given for each. Nothing is told of one that is lost. */
@FunctionalInterface
public interface Post {
    /** @param lane the address of any node's lane */
    void send(String lane, LaneMessage message);
}
