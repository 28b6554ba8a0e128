/** The published documents of the wire contract, and what a cluster really answers. */
package dev.parley.system.contract;
