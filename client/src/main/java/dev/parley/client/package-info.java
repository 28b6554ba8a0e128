/**
 * A client of the wire contract, for load, bots, services and tests. {@link dev.parley.client.ParleyClient} is the way
 * in. One client lives on one event loop; thousands of them may share a Vert.x and one
 * {@link dev.parley.client.Transport}.
 */
package dev.parley.client;
