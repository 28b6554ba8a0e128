/** Whole histories of many members, over healthy nodes. */
package dev.parley.system.history;
