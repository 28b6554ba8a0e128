/** What a campaign found: plain records, and the table, the file and the page made of them. */
package dev.parley.chaos.report;
