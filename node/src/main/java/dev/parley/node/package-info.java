/** The process: configuration, cluster, verticles, health, shutdown. The only module that knows all the others. */
package dev.parley.node;
