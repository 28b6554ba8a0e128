/**
 * The bridge's frames as bytes and text: {@link dev.parley.gateway.frame.FrameScanner} reads what clients send without
 * building it, {@link dev.parley.gateway.frame.FrameWriter} writes what they get. No Vert.x, no routing, no I/O.
 */
package dev.parley.gateway.frame;
