/** What every client saw and sent, and whether that is what the contract promises. */
package dev.parley.chaos.history;
