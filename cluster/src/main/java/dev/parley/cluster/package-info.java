/**
 * Entities that are owned by Hazelcast partitions: who owns what, when an owner may serve, how a request finds it.
 * Everything that touches a lane runs on the lane's event loop; Hazelcast's own threads only flip fences and post.
 */
package dev.parley.cluster;
