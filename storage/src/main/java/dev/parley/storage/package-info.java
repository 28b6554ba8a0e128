/**
 * What outlives the cluster: accounts, blocks, owned rooms, calls and their history, in PostgreSQL. One small class for
 * each aggregate; every call ends within seconds, and a database that is away is {@code unavailable} and nothing else.
 */
package dev.parley.storage;
