package dev.parley.signaling;

import dev.parley.cluster.LaneRouter;
import dev.parley.cluster.OwnerDesk;
import dev.parley.cluster.PartitionGate;
import dev.parley.cluster.PartitionLoader;
import dev.parley.cluster.PartitionTable;
import dev.parley.cluster.Post;
import dev.parley.cluster.Reconciliation;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Epoch;
import dev.parley.protocol.feed.Feed;
import dev.parley.protocol.lane.Owner;
import dev.parley.signaling.accounts.Accounts;
import dev.parley.signaling.accounts.Usernames;
import dev.parley.signaling.calls.Archive;
import dev.parley.signaling.calls.CallFeed;
import dev.parley.signaling.calls.CallLane;
import dev.parley.signaling.calls.CallWatch;
import dev.parley.signaling.calls.Calls;
import dev.parley.watch.LaneWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** The classes of one lane, connected to each other. */
record Wiring(
        PeopleLane lane,
        PartitionGate gate,
        LaneRouter router,
        Presences presences,
        CallLane calls,
        Runnable look,
        List<Reconciliation> reconciliations) {
    /** Gateways tell a new owner of their users within that. */
    private static final long PRESENCE_MS = 20_000;

    /** What outlives the cluster. */
    record Records(Archive archive, Directory directory, Accounts accounts) {}

    /** @param monotonicMs a monotonic clock in milliseconds */
    static Wiring of(
            Vertx vertx,
            int number,
            SignalingVerticle.Cluster cluster,
            Records records,
            SignalingConfig config,
            MeterRegistry registry,
            Post post,
            LaneWatch watch,
            LongSupplier monotonicMs) {
        PartitionTable table = cluster.table();
        String address = Addresses.ownerLane(Owner.PEOPLE, table.self(), number);
        LaneRouter router = new LaneRouter(post, table, address, monotonicMs, cluster.clusterMs());
        PeopleFeed feed =
                new PeopleFeed(cluster.events(), table.self(), table::partitionOf, cluster.clusterMs(), monotonicMs);
        CallFeed callFeed = new CallFeed(cluster.events(), table.self(), cluster.clusterMs());
        Presences presences = new Presences(monotonicMs, config.awayMs(), feed);
        Inboxes inboxes =
                new Inboxes(cluster.inboxes(), table::partitionOf, presences, post, router, watch, monotonicMs);
        KnownAccounts known = new KnownAccounts(records.accounts()::byName);
        AtomicReference<PartitionGate> gate = new AtomicReference<>();
        Calls calls = new Calls(
                cluster.calls(),
                table::partitionOf,
                partition -> gate.get().serves(partition),
                new CallWatch(watch),
                callFeed);
        gate.set(new PartitionGate(
                vertx,
                table,
                cluster.fences(),
                cluster.terms(),
                loading(inboxes, calls, known, table, feed, presences)));
        CallLane callLane = new CallLane(
                calls, config.calls(), records.archive(), router, Usernames::normalise, cluster.clusterMs());
        PeopleMetrics metrics = new PeopleMetrics(registry, number);
        OwnerDesk desk = new OwnerDesk(number, table, gate.get(), post, cluster.clusterMs(), metrics::request);
        PeopleRequests people =
                new PeopleRequests(records.accounts(), known, records.directory(), presences, post, feed);
        PeopleLane lane = new PeopleLane(desk, router, presences, inboxes, callLane, people);
        Runnable look = () -> metrics.look(presences, callLane, router, gate.get(), monotonicMs.getAsLong());
        return new Wiring(
                lane,
                gate.get(),
                router,
                presences,
                callLane,
                look,
                reconciliations(cluster, gate.get(), calls, callFeed, presences, feed, monotonicMs));
    }

    private static List<Reconciliation> reconciliations(
            SignalingVerticle.Cluster cluster,
            PartitionGate gate,
            Calls calls,
            CallFeed callFeed,
            Presences presences,
            PeopleFeed feed,
            LongSupplier monotonicMs) {
        Predicate<String> elsewhere = key -> !gate.serves(cluster.table().partitionOf(key));
        FeedKeys ofCalls = new FeedKeys(feed, elsewhere.or(calls::has), callFeed::forgotten);
        Predicate<String> online = name -> !presences.presence(name).equals("offline");
        FeedKeys ofPeople = new FeedKeys(feed, elsewhere.or(online), feed::offline);
        return List.of(
                new Reconciliation(cluster.events(), Feed.CALLS, ofCalls, 0, monotonicMs),
                new Reconciliation(cluster.events(), Feed.PEOPLE, ofPeople, PRESENCE_MS, monotonicMs));
    }

    /** To be called twice a second. */
    void sweep() {
        reconciliations.forEach(Reconciliation::look);
        presences.sweep();
        calls.sweep();
    }

    private static PartitionLoader loading(
            Inboxes inboxes,
            Calls calls,
            KnownAccounts known,
            PartitionTable table,
            PeopleFeed feed,
            Presences presences) {
        return new PartitionLoader() {
            @Override
            public Future<Void> load(int partition, Epoch epoch) {
                return Future.all(inboxes.load(partition, epoch), calls.load(partition, epoch))
                        .onSuccess(v -> feed.load(
                                partition, epoch, presences.online(name -> table.partitionOf(name) == partition)))
                        .mapEmpty();
            }

            @Override
            public void unload(int partition) {
                inboxes.unload(partition);
                calls.unload(partition);
                known.unload(partition, table::partitionOf);
                feed.unload(partition);
            }
        };
    }
}
