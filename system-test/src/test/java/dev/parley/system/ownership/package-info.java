/** Rooms whose owner goes away, comes back or changes while people use them. */
package dev.parley.system.ownership;
