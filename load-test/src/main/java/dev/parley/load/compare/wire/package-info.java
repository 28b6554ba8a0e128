/** What the rivals' servers are spoken to with, and clients that join rooms. */
package dev.parley.load.compare.wire;
