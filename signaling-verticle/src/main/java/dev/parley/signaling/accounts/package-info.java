/** Accounts: names, passwords, attempts. Plain classes, confined to the lane that owns the username. */
package dev.parley.signaling.accounts;
