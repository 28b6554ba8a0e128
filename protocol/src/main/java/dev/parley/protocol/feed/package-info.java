/**
 * What happens in rooms, calls and with people, as other services read it: events with an order of their own for each
 * room, call and person, and one position in the feed.
 */
package dev.parley.protocol.feed;
