/**
 * Calls on the lane that owns them: who was invited, who has answered, when it ends. {@code CallRules} decides what a
 * step makes of a call, {@code Call} is the outcome and is written through before anybody is told of it. What is to be
 * told stands in the call as errands, so that a new owner carries on where the former one died.
 */
package dev.parley.signaling.calls;
