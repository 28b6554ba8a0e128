/** The real pages in a real browser. */
package dev.parley.system.browser;
