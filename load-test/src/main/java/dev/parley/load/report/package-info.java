/** What a load run found: plain records, and the page and the text made of them. Knows nothing of how it was measured. */
package dev.parley.load.report;
