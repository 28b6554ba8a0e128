package dev.parley.rooms;

import dev.parley.protocol.IceServers;

/**
 * What an operator may change about rooms. Times in milliseconds.
 *
 * @param adHoc whether joining an unknown id opens a room
 * @param maxPeers members of a room that names no other limit
 * @param maxPeersLimit the highest limit that a room may name
 * @param emptyTtlMs how long a created room may stay without members
 * @param ringFrames frames kept for each member
 * @param ringBytes bytes kept for each member
 * @param arrivedMs after this long on a socket that lives a frame has arrived, and is kept no more
 * @param waiting peers that may wait for admission to a room
 * @param resumeWindowMs how long a member without a socket stays
 * @param leaseMs how long a gateway's word for a member holds
 * @param iceServers what members are told, with credentials of their own
 */
public record RoomsConfig(
        boolean adHoc,
        int maxPeers,
        int maxPeersLimit,
        long emptyTtlMs,
        int ringFrames,
        int ringBytes,
        long arrivedMs,
        int waiting,
        long resumeWindowMs,
        long leaseMs,
        IceServers iceServers) {}
