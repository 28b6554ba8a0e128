/**
 * People on the lane that owns them: which sessions a user has on any node, and so whether the user is here. What is
 * known is told again by the gateways every few seconds, so that a new owner knows it without any store.
 */
package dev.parley.signaling;
