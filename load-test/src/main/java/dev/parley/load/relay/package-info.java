/**
 * What a relayed signal costs: the CPU time of two nodes for each signal that crosses them, of Parley and of a bare
 * WebSocket relay side by side, in interleaved rounds, because only their ratio survives a busy machine.
 */
package dev.parley.load.relay;
