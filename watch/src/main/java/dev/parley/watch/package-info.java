/**
 * What passes by, seen without slowing it: taps that copy signals and events to an operator as they pass, and the traces of
 * calls of which timelines are made. Each lane has a {@link dev.parley.watch.LaneWatch} of its own, each node one {@link
 * dev.parley.watch.Watch} that connects them over the bus.
 */
package dev.parley.watch;
