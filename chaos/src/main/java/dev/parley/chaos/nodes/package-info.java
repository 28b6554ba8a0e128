/** The cluster under test: its processes, where they run, and what can be done to them. */
package dev.parley.chaos.nodes;
