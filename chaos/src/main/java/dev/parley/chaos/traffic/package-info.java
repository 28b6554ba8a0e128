/** Members of rooms that signal each other all the time, and what they notice of it. */
package dev.parley.chaos.traffic;
