package dev.parley.rooms;

import dev.parley.cluster.OwnerDesk;
import dev.parley.cluster.PartitionGate;
import dev.parley.cluster.Reconciliation;
import dev.parley.protocol.feed.Feed;
import dev.parley.storage.PasswordHashes;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.util.function.LongSupplier;

/** The classes of one lane, connected to each other. */
record Wiring(
        RoomsLane lane,
        Sweeper sweeper,
        PartitionGate gate,
        RoomArchive archive,
        Runnable look,
        Reconciliation reconciliation) {

    /** @param monotonicMs a monotonic clock in milliseconds */
    static Wiring of(
            Vertx vertx,
            int number,
            RoomsVerticle.Cluster cluster,
            RoomArchive archive,
            RoomsConfig config,
            PasswordHashes passwords,
            MeterRegistry registry,
            Courier courier,
            LongSupplier monotonicMs) {
        Clock clock = new Clock(monotonicMs, cluster.clusterMs());
        RoomStore store = new RoomStore(cluster.rooms(), cluster.members(), archive);
        RoomFeed feed = new RoomFeed(cluster.events(), cluster.table().self(), clock);
        Rooms rooms = new Rooms(store, archive, feed, cluster.table()::partitionOf, config, clock, courier.watch());
        PartitionGate gate = new PartitionGate(vertx, cluster.table(), cluster.fences(), cluster.terms(), rooms);
        Ownership ownership = gate::serves;
        RoomsMetrics metrics = new RoomsMetrics(registry, number);
        Roles roles = new Roles(store, courier, feed);
        Departures departures = new Departures(rooms, store, archive, courier, feed, roles, ownership, clock);
        IceCredentials ice = new IceCredentials(config.iceServers(), courier, clock);
        Entry entry = new Entry(rooms, store, archive, courier, feed, ice, ownership, departures, clock);
        Lobby lobby = new Lobby(courier, entry, config, clock);
        Attachments attachments = new Attachments(store, courier, roles, lobby, clock);
        CallRooms calls =
                new CallRooms(rooms, store, departures, config, ownership, cluster.table(), courier.post(), clock);
        Readmission readmission = new Readmission(rooms, store, courier, feed, config, ownership, departures, clock);
        RoomRequests requests = new RoomRequests(
                rooms,
                new Admission(rooms, entry, lobby, roles, passwords, config, ownership, attachments, clock),
                readmission,
                new Resumption(rooms, readmission, attachments, config, ownership, clock),
                departures,
                new Moderation(store, courier, feed, roles, lobby, departures, ownership, clock),
                new RoomAdmin(rooms, store, archive, courier, feed, departures, passwords, config, ownership, clock),
                new Talk(store, courier, ownership, clock),
                lobby,
                calls,
                ownership);
        OwnerDesk desk =
                new OwnerDesk(number, cluster.table(), gate, courier.post(), cluster.clusterMs(), metrics::request);
        RoomsLane lane = new RoomsLane(
                desk,
                cluster.table(),
                gate,
                rooms,
                new Signals(rooms, courier, metrics),
                attachments,
                requests,
                metrics);
        Sweeper sweeper = new Sweeper(
                rooms,
                archive,
                feed,
                departures,
                attachments,
                lobby,
                roles,
                calls,
                ice,
                ownership,
                config,
                metrics,
                clock);
        Runnable look = () -> metrics.look(rooms.all(), gate, archive, monotonicMs.getAsLong());
        Reconciliation reconciliation = new Reconciliation(
                cluster.events(), Feed.ROOMS, new FeedKeys(feed, rooms, ownership, cluster.table()), 0, monotonicMs);
        return new Wiring(lane, sweeper, gate, archive, look, reconciliation);
    }
}
