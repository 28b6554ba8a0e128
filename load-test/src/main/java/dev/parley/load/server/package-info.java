/** The servers that are measured: processes of their own, and what the kernel says of their time and memory. */
package dev.parley.load.server;
