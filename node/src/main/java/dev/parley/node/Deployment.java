package dev.parley.node;

import dev.parley.cluster.HazelcastNode;
import dev.parley.cluster.NodeDirectory;
import dev.parley.gateway.GatewayVerticle;
import dev.parley.gateway.rest.Health;
import dev.parley.node.config.ParleyConfig;
import dev.parley.rooms.RoomsVerticle;
import dev.parley.signaling.SignalingVerticle;
import dev.parley.storage.PasswordHashes;
import dev.parley.watch.Watch;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Verticle;
import io.vertx.core.Vertx;
import java.util.List;

/** Gives a node its lanes, one kind after the other, each with its part of the cluster. Blocks; not for an event loop. */
final class Deployment {
    private final Vertx vertx;
    private final ParleyConfig config;
    private final HazelcastNode hazelcast;
    private final Watch watch;
    private final MeterRegistry registry;
    private final Lanes lanes;

    Deployment(
            Vertx vertx,
            ParleyConfig config,
            HazelcastNode hazelcast,
            Watch watch,
            MeterRegistry registry,
            Lanes lanes) {
        this.vertx = vertx;
        this.config = config;
        this.hazelcast = hazelcast;
        this.watch = watch;
        this.registry = registry;
        this.lanes = lanes;
    }

    void rooms(NodeStorage storage, PasswordHashes hashes) {
        RoomsVerticle.Cluster cluster = new RoomsVerticle.Cluster(
                hazelcast.partitions(),
                hazelcast.fences(),
                hazelcast.terms(vertx, "rooms"),
                hazelcast.store(vertx, "parley.rooms"),
                hazelcast.store(vertx, "parley.members"),
                hazelcast::clusterMs,
                watch,
                storage.events());
        for (int lane = 0; lane < config.lanes(); lane++) {
            lanes.rooms.add(
                    new RoomsVerticle(lane, cluster, storage.database(), Settings.rooms(config), hashes, registry));
        }
        deploy(lanes.rooms);
    }

    void people(NodeStorage storage, PasswordHashes hashes) {
        SignalingVerticle.Cluster cluster = new SignalingVerticle.Cluster(
                hazelcast.partitions(),
                hazelcast.fences(),
                hazelcast.terms(vertx, "people"),
                hazelcast.store(vertx, "parley.calls"),
                hazelcast.store(vertx, "parley.inboxes"),
                hazelcast::clusterMs,
                watch,
                storage.events());
        for (int lane = 0; lane < config.lanes(); lane++) {
            lanes.people.add(new SignalingVerticle(
                    lane, cluster, storage.database(), Settings.signaling(config), hashes, registry));
        }
        deploy(lanes.people);
    }

    /** @param port that all of them listen on @param publicUrl where browsers reach it */
    void gateways(int port, String publicUrl, NodeDirectory directory, Health health) {
        GatewayVerticle.Cluster cluster =
                new GatewayVerticle.Cluster(hazelcast.partitions(), directory, hazelcast::clusterMs, watch);
        for (int lane = 0; lane < config.lanes(); lane++) {
            lanes.gateways.add(new GatewayVerticle(
                    lane, config.lanes(), cluster, Settings.gateway(config, port, publicUrl), health, registry));
        }
        deploy(lanes.gateways);
    }

    private void deploy(List<? extends Verticle> verticles) {
        verticles.forEach(verticle -> Blocking.await(vertx.deployVerticle(verticle)));
    }
}
