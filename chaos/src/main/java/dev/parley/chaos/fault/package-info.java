/** The faults: each injects itself, watches, and says what it measured; the campaign does the rest. */
package dev.parley.chaos.fault;
