/** Faults against a running cluster: the command, and the course of a campaign. */
package dev.parley.chaos;
