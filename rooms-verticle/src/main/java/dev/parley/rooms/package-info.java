/**
 * Rooms on the lane that owns them: membership, roles, the numbered stream of each member, forwarding of signals. The
 * rules live in plain classes confined to one event loop; {@link dev.parley.rooms.RoomsVerticle} only connects them to
 * the bus.
 */
package dev.parley.rooms;
