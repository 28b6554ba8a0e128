package dev.parley.chaos.nodes;

import dev.parley.load.server.NodesDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The nodes' way to PostgreSQL, which itself listens on the loopback only: passes bytes on, and can refuse and cut. Every
 * method blocks until it is done.
 */
public final class DatabaseWay implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    private final String host;
    private final URI target;
    private int port;
    private NetServer server;

    private DatabaseWay(String host, URI target) {
        this.host = host;
        this.target = target;
    }

    /** @param host where nodes will find it */
    static DatabaseWay open(String host, NodesDatabase database) {
        DatabaseWay way = new DatabaseWay(host, URI.create(database.url()));
        way.open();
        return way;
    }

    /** Where nodes find it, with the password. */
    String url() {
        return target.toString().replace(target.getHost() + ":" + target.getPort(), host + ":" + port);
    }

    /** Takes connections again. */
    public void open() {
        if (server == null) {
            server = Waiting.on(
                    vertx.createNetServer().connectHandler(this::connect).listen(port, host));
            port = server.actualPort();
        }
    }

    /** Refuses connections and cuts those that are open. */
    public void cut() {
        if (server != null) {
            Waiting.on(server.close());
            server = null;
            sockets.forEach(NetSocket::close);
        }
    }

    private void connect(NetSocket from) {
        from.pause();
        sockets.add(from);
        from.closeHandler(v -> sockets.remove(from));
        vertx.createNetClient()
                .connect(target.getPort(), target.getHost())
                .onSuccess(to -> join(from, to))
                .onFailure(refused -> from.close());
    }

    private void join(NetSocket from, NetSocket to) {
        from.closeHandler(v -> {
            sockets.remove(from);
            to.close();
        });
        from.pipeTo(to);
        to.pipeTo(from);
    }

    @Override
    public void close() {
        Waiting.on(vertx.close());
    }
}
