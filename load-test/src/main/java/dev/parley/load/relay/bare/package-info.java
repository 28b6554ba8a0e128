/** The least that a clustered WebSocket relay can do: the floor under the comparison. */
package dev.parley.load.relay.bare;
