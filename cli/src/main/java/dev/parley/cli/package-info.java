/** The operator's command line: what {@code scripts/parley} runs. It blocks where a server would not, for nobody else waits. */
package dev.parley.cli;
