/** What the Autobahn suite talks to; {@code scripts/autobahn} starts it, no node has it. */
package dev.parley.gateway.autobahn;
