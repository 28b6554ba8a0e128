/** Connections of clients over any transport, who may make them, and from where. */
package dev.parley.gateway.socket;
