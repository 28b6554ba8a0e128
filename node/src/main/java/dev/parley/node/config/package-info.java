/**
 * The typed configuration of a node: defaults in the records, then {@code parley.yaml}, then the environment, read once
 * at the start. {@link dev.parley.node.config.ConfigLoader} is the way in.
 */
package dev.parley.node.config;
