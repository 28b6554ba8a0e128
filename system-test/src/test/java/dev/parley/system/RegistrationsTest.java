package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.parley.client.ClientListener;
import dev.parley.client.ParleyClient;
import dev.parley.client.RoomListener;
import dev.parley.protocol.Ids;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class RegistrationsTest {
    private static final Logger LOG = LoggerFactory.getLogger(RegistrationsTest.class);
    private static final int SOCKETS = 1_000;
    private static final int PEERS_A_ROOM = 5;
    private static final int SERVICES = 50;

    @RegisterExtension
    static final LocalCluster CLUSTER = LocalCluster.of(2)
            .with("PARLEY_LIMITS_RATE", "off")
            .with("PARLEY_SERVICES_ENABLED", "on")
            .with("PARLEY_SERVICES_TCP_ENABLED", "on")
            .with("PARLEY_SERVICES_TCP_PORT", "0");

    @Test
    void theClusterKnowsNoMoreAddressesWithAThousandSocketsThanWithNone() {
        int without = registrations();
        for (int room = 0; room < SOCKETS / PEERS_A_ROOM / 2; room++) {
            open("crowd-" + Ids.random(6));
        }

        listenOverTcp();

        LOG.info("{} registrations with no socket, {} with {}", without, registrations(), SOCKETS);
        assertThat(without).isPositive();
        assertThat(registrations()).isEqualTo(without);
    }

    /** Some sockets in a room, and as many in none. */
    private static void open(String roomId) {
        List<Future<?>> opened = new ArrayList<>();
        for (int i = 0; i < 2 * PEERS_A_ROOM; i++) {
            ParleyClient client = CLUSTER.crowd().create(CLUSTER.crowd().options(i), ClientListener.SILENT);
            boolean joins = i % 2 == 0;
            opened.add(client.open()
                    .compose(session -> joins ? client.join(roomId, new RoomListener() {}) : Future.succeededFuture()));
        }
        Eventually.result(Future.all(opened));
    }

    /** Back ends that listen to what happens. */
    private static void listenOverTcp() {
        NetClient tcp = CLUSTER.node(0).vertx().createNetClient();
        for (int i = 0; i < SERVICES; i++) {
            String frame = "{\"type\":\"register\",\"address\":\"events.rooms\",\"headers\":{\"authorization\":\""
                    + CLUSTER.serviceToken("crm") + "\"}}";
            String ping = "{\"type\":\"ping\"}";
            Promise<Void> heard = Promise.promise();
            tcp.connect(CLUSTER.node(i % 2).servicesPort(), "127.0.0.1").onSuccess(socket -> {
                socket.handler(pong -> heard.tryComplete());
                socket.write(Buffer.buffer().appendInt(frame.length()).appendString(frame));
                socket.write(Buffer.buffer().appendInt(ping.length()).appendString(ping));
            });
            Eventually.result(heard.future());
        }
    }

    private static int registrations() {
        HazelcastInstance instance = Hazelcast.getAllHazelcastInstances().stream()
                .filter(one -> one.getConfig().getClusterName().equals(CLUSTER.name()))
                .findFirst()
                .orElseThrow();
        return instance.getMultiMap("__vertx.subs").size();
    }
}
