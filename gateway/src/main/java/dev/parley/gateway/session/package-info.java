/**
 * What sockets say and hear: sessions, registrations, requests, signals, and the numbered streams of rooms. One
 * {@link dev.parley.gateway.session.Lane} for each event loop; nothing here is shared between lanes.
 */
package dev.parley.gateway.session;
