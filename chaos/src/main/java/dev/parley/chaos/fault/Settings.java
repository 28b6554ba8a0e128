package dev.parley.chaos.fault;

import java.time.Duration;

/**
 * What the command line decides for faults.
 *
 * @param postgres how long PostgreSQL is away
 * @param storm clients that lose their connection at one moment
 */
public record Settings(Duration postgres, int storm) {}
