package dev.parley.storage;

/**
 * A room that outlives its members.
 *
 * @param ownerId null for none
 * @param rules JSON object; its names and values are kept, their order and spacing are not
 */
public record DurableRoom(String id, String ownerId, String rules) {}
