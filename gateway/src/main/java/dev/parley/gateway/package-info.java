/**
 * Sockets and HTTP: the SockJS bridge, REST, the static web client, limits. A lane keeps nothing that a client's
 * reconnect cannot rebuild.
 */
package dev.parley.gateway;
