/**
 * Parley beside other signaling servers and relays on this machine, in one run: what a signal costs and how long it takes,
 * what an idle connection costs, how long joining takes. Only ratios of interleaved rounds survive a busy machine.
 */
package dev.parley.load.compare;
