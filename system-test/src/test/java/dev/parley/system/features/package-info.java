/** Everything that rooms can do, over sockets and REST of several nodes. */
package dev.parley.system.features;
