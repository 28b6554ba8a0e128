/** Taps and timelines over three nodes, with sockets that speak by hand. */
package dev.parley.system.tap;
