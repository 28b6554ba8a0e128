package dev.parley.rooms;

import dev.parley.protocol.Addresses;
import java.util.List;

/**
 * Ends what has run out: resume windows, leases, empty and expired rooms, frames that have arrived, and replaces TURN
 * credentials before they do. Runs four times a second on the lane. When a
 * whole node's sockets run out at once it ends them in portions, because each end is a write to the cluster, and joins
 * that come meanwhile must not wait behind thousands of them.
 */
final class Sweeper {
    /** Memberships and rooms that one run ends, about; the next goes on behind them. */
    static final int ENDS_MAX = 200;

    /** Members that a new owner inherits are called lost when no gateway has spoken for them after this long. */
    private static final long INHERITED_GRACE_MS = 6_000;

    private static final long DESERTED_AFTER_MS = 5_000;

    private final Rooms rooms;
    private final RoomArchive archive;
    private final RoomFeed feed;
    private final Departures departures;
    private final Attachments attachments;
    private final Lobby lobby;
    private final Roles roles;
    private final CallRooms calls;
    private final IceCredentials ice;
    private final Ownership ownership;
    private final RoomsConfig config;
    private final RoomsMetrics metrics;
    private final Clock clock;
    private String sweptUpTo = "";
    private int ends;
    private long droppedAt;

    Sweeper(
            Rooms rooms,
            RoomArchive archive,
            RoomFeed feed,
            Departures departures,
            Attachments attachments,
            Lobby lobby,
            Roles roles,
            CallRooms calls,
            IceCredentials ice,
            Ownership ownership,
            RoomsConfig config,
            RoomsMetrics metrics,
            Clock clock) {
        this.rooms = rooms;
        this.archive = archive;
        this.feed = feed;
        this.departures = departures;
        this.attachments = attachments;
        this.lobby = lobby;
        this.roles = roles;
        this.calls = calls;
        this.ice = ice;
        this.ownership = ownership;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    void sweep() {
        metrics.sizes(rooms.all().size(), rooms.peers());
        long now = clock.awakeMs();
        ends = 0;
        if (now - droppedAt >= config.arrivedMs()) {
            droppedAt = now;
            rooms.all().forEach(Sweeper::dropArrived);
        }
        for (Room room : List.copyOf(rooms.after(sweptUpTo))) {
            if (ends >= ENDS_MAX) {
                return;
            }
            sweptUpTo = room.id();
            if (ownership.serves(room.partition()) && !room.isClosed()) {
                sweep(room, now);
            }
        }
        sweptUpTo = "";
    }

    private static void dropArrived(Room room) {
        room.members().stream().filter(Member::isFlowing).forEach(m -> m.stream()
                .dropArrived());
    }

    private void sweep(Room room, long now) {
        feed.mend(room);
        if (room.rules().expiresAt() != 0 && clock.clusterMs() >= room.rules().expiresAt()) {
            ends += room.members().size();
            if (room.rules().isDurable()) {
                archive.deleted(room.id());
            }
            departures.close(room, "expired");
            return;
        }
        for (Member member : List.copyOf(room.members())) {
            sweep(room, member, now);
        }
        lobby.expire(room, now);
        if (!rooms.isRecovering(room)) {
            room.expected().clear();
        }
        if (now - room.openedAt() > INHERITED_GRACE_MS) {
            roles.appointHost(room);
        }
        if (room.rules().isOfCall()) {
            sweepCall(room, now);
        } else if (room.isEmpty() && !room.rules().isDurable() && now - room.emptySince() >= emptyTtl(room)) {
            ends++;
            departures.close(room, "empty");
        }
    }

    /** The room of a call is its owner's to close. */
    private void sweepCall(Room room, long now) {
        if (room.isEmpty() && room.wasJoined() && now - room.emptySince() >= DESERTED_AFTER_MS) {
            calls.deserted(room);
        }
    }

    private void sweep(Room room, Member member, long now) {
        if (!member.isAway() && now - member.leaseAt() >= config.leaseMs()) {
            attachments.lose(room, member);
        } else if (member.isForgotten(now, config.resumeWindowMs())) {
            ends++;
            departures.end(room, member, "timeout", false);
        } else if (member.isAway() && now - member.awaySince() >= INHERITED_GRACE_MS) {
            attachments.tellLost(room, member);
        } else {
            ice.renewIfDue(room, member);
        }
    }

    private long emptyTtl(Room room) {
        return room.rules().adHoc() ? config.resumeWindowMs() : config.emptyTtlMs();
    }

    /** Everybody whose socket was on that node has lost it. Rooms that went to another owner are for it to look after. */
    void nodeLeft(String nodeId) {
        for (Room room : List.copyOf(rooms.all())) {
            if (!ownership.serves(room.partition()) || room.isClosed()) {
                continue;
            }
            room.members().stream()
                    .filter(m -> !m.isAway() && Addresses.nodeOfLane(m.lane()).equals(nodeId))
                    .toList()
                    .forEach(m -> attachments.lose(room, m));
            room.waiting().values().removeIf(w -> Addresses.nodeOfLane(w.lane()).equals(nodeId));
        }
    }
}
