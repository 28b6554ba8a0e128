/** The node's log: one line an event whatever a client sends, as text or as JSON. */
package dev.parley.node.logging;
