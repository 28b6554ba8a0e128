/**
 * The words that every other module shares: identifiers, addresses, error codes, limits, and the messages between
 * lanes. Nothing here does I/O or knows a verticle.
 */
package dev.parley.protocol;
