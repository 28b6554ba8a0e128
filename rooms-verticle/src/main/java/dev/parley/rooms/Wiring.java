package dev.parley.rooms;

import dev.parley.cluster.PartitionGate;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.util.function.LongSupplier;

/** The classes of one lane, connected to each other. */
record Wiring(RoomsLane lane, Sweeper sweeper, PartitionGate gate) {

    /** @param monotonicMs a monotonic clock in milliseconds */
    static Wiring of(
            Vertx vertx,
            int number,
            RoomsVerticle.Cluster cluster,
            RoomsConfig config,
            Passwords passwords,
            MeterRegistry registry,
            Courier courier,
            LongSupplier monotonicMs) {
        Clock clock = new Clock(monotonicMs, cluster.clusterMs());
        RoomStore store = new RoomStore(cluster.rooms(), cluster.members());
        Rooms rooms = new Rooms(store, config, clock);
        PartitionGate gate = new PartitionGate(vertx, cluster.table(), cluster.fences(), cluster.terms(), rooms);
        Ownership ownership = gate::serves;
        RoomsMetrics metrics = new RoomsMetrics(registry, number);
        Roles roles = new Roles(store, courier);
        Departures departures = new Departures(rooms, store, courier, roles, ownership, clock);
        Entry entry = new Entry(rooms, store, courier, config, ownership, departures, clock);
        Lobby lobby = new Lobby(courier, entry, config, clock);
        Attachments attachments = new Attachments(store, courier, roles, lobby, clock);
        RoomRequests requests = new RoomRequests(
                new Admission(rooms, entry, lobby, roles, passwords, config, ownership, attachments, clock),
                new Readmission(rooms, store, courier, config, ownership, departures, clock),
                departures,
                new Moderation(store, courier, roles, lobby, departures, ownership),
                new RoomAdmin(rooms, store, courier, departures, passwords, config, ownership, clock),
                new Talk(store, courier, ownership, clock),
                attachments,
                lobby,
                ownership);
        RoomsLane lane = new RoomsLane(
                number,
                cluster.table(),
                gate,
                rooms,
                courier,
                new Signals(courier, metrics),
                attachments,
                requests,
                metrics,
                clock);
        Sweeper sweeper = new Sweeper(rooms, departures, attachments, lobby, roles, ownership, config, metrics, clock);
        return new Wiring(lane, sweeper, gate);
    }
}
