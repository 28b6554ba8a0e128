/**
 * What lanes say to each other over the event bus. Messages are immutable: between lanes of one node they are passed by
 * reference, between nodes in the compact binary form of {@link dev.parley.protocol.lane.LaneCodec}.
 */
package dev.parley.protocol.lane;
