/**
 * Load on a cluster: peers of the Java client in generator processes, what they saw, and what it cost the nodes. Read
 * {@link dev.parley.load.traffic.LoadTest}, {@link dev.parley.load.traffic.LoadRun} and
 * {@link dev.parley.load.traffic.Worker} in this order.
 */
package dev.parley.load.traffic;
