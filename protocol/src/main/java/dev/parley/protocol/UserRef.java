package dev.parley.protocol;

/** A user as others see it. */
public record UserRef(String id, String username) {}
