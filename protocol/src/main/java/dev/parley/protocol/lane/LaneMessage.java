package dev.parley.protocol.lane;

/** Anything that one lane sends to another. */
public sealed interface LaneMessage permits ToOwner, ToGateway, Batch {}
