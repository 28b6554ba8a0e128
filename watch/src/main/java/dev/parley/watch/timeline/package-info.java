/** The timeline of one call: what all nodes remember of it, put in causal order, and what plain rules make of it. Pure functions. */
package dev.parley.watch.timeline;
