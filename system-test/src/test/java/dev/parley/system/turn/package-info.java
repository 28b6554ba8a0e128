/** The shipped TURN server's configuration, and the credentials that Parley issues for it. */
package dev.parley.system.turn;
