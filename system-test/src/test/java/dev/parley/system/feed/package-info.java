/** The feed of events as other services read it. */
package dev.parley.system.feed;
