package dev.parley.gateway.session;

import dev.parley.cluster.LaneRouter;
import dev.parley.cluster.NodeDirectory;
import dev.parley.cluster.Post;
import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.socket.ClientAddresses;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.protocol.CloseReason;
import dev.parley.protocol.lane.LaneMessage;
import dev.parley.protocol.lane.ToGateway.Ack;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToGateway.Busy;
import dev.parley.protocol.lane.ToGateway.Deliver;
import dev.parley.protocol.lane.ToGateway.Evict;
import dev.parley.protocol.lane.ToGateway.Fanout;
import dev.parley.protocol.lane.ToGateway.Inbox;
import dev.parley.protocol.lane.ToGateway.LoggedOut;
import dev.parley.protocol.lane.ToGateway.Moved;
import dev.parley.protocol.lane.ToGateway.Unknown;
import dev.parley.watch.LaneWatch;
import dev.parley.watch.Watch;
import io.github.bucket4j.Bucket;
import io.vertx.core.Future;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/** One lane of sockets: takes them, gives them what the bus brings, and keeps time for them. */
public final class Lane {
    public static final long DRAIN_STEP_MS = Drain.STEP_MS;

    /** A client that was silent for this many heartbeats has lost its connection. */
    private static final double SILENT_HEARTBEATS = 2.5;

    private final Sessions sessions = new Sessions();
    private final LaneRouter router;
    private final Streams streams;
    private final Readmissions readmissions;
    private final Answers answers;
    private final Conversation conversation;
    private final RoomAsks rooms;
    private final People people;
    private final Accounts accounts;
    private final FeedAsks feed;
    private final FeedSubscriptions followers;
    private final Inboxes inboxes;
    private final Rates rates;
    private final SessionTaps taps;
    private final Timelines timelines;
    private final GatewayConfig config;
    private final LongSupplier monotonicMs;
    private final LaneMetrics metrics;
    private final Admission admission;
    private final int lanes;
    private long beats;
    private Drain drain;

    /** Who looks at what passes: the node's watch, this lane's part of it, and what is counted. */
    public record View(Watch watch, LaneWatch lane, LaneMetrics metrics) {
        /** Nobody watches. */
        public static View of(LaneMetrics metrics) {
            return new View(Watch.nobody(), LaneWatch.none(), metrics);
        }
    }

    /** @param lanes how many lanes of sockets this node has */
    public Lane(
            Post post,
            LaneRouter router,
            NodeDirectory nodes,
            Tokens tokens,
            GatewayConfig config,
            int lanes,
            String nodeId,
            LongSupplier monotonicMs,
            Timers timers,
            View view,
            FeedAsks feed) {
        this.feed = feed;
        this.followers = new FeedSubscriptions(feed, timers, config.limits().writeQueueBytes());
        this.router = router;
        this.metrics = view.metrics();
        this.admission = Admission.of(config.limits(), lanes, monotonicMs, timers);
        this.config = config;
        this.lanes = lanes;
        this.monotonicMs = monotonicMs;
        this.rates = new Rates(config.limits(), lanes, monotonicMs);
        int maxInFlight = config.limits().writeQueueBytes();
        Seats seats = new Seats(tokens);
        SocketTraces traces = new SocketTraces(view.lane(), monotonicMs);
        this.taps = new SessionTaps(view.watch(), maxInFlight);
        this.timelines = new Timelines(view.watch());
        this.streams = new Streams(sessions, router, post, seats, traces, maxInFlight, monotonicMs, metrics.write);
        this.readmissions = new Readmissions(sessions, router, streams, seats, maxInFlight, monotonicMs);
        OwnerAsks owners = new OwnerAsks(router, metrics.request);
        this.accounts = new Accounts(owners, tokens, new Guessing(monotonicMs));
        ServiceAccess services = new ServiceAccess(nodes::wire);
        this.people = new People(router, owners, accounts, config.secret(), services);
        this.inboxes = new Inboxes(maxInFlight);
        int emptyRooms = config.limits().rate() ? config.limits().emptyRooms() : 0;
        this.rooms =
                new RoomAsks(owners, new RoomListing(router), new EmptyRooms(emptyRooms, monotonicMs), seats, services);
        Opening opening = new Opening(
                tokens,
                accounts,
                sessions,
                new RoomResumes(rooms, config.roomsPerSession(), metrics),
                new Welcome(tokens, seats, nodes, config, nodeId));
        this.answers = new Answers(maxInFlight);
        this.conversation = new Conversation(
                new Arrivals(
                        admission,
                        opening,
                        streams,
                        inboxes,
                        people,
                        answers,
                        metrics,
                        config.openTimeoutMs(),
                        monotonicMs),
                new Registrations(streams, people, taps, followers, config),
                new Signaling(router, traces, maxInFlight, metrics.signal),
                new Requests(
                        rooms,
                        people,
                        accounts,
                        feed,
                        new PageTraces(view.lane()),
                        streams,
                        answers,
                        config.roomsPerSession()),
                answers,
                rates,
                config.limits().frameBytes(),
                monotonicMs);
    }

    /** Requests about rooms for callers without a socket. */
    public RoomAsks rooms() {
        return rooms;
    }

    /** Requests about people and calls for callers without a socket. */
    public People people() {
        return people;
    }

    /** The timelines of calls for callers without a socket. */
    public Timelines timelines() {
        return timelines;
    }

    /** Requests about accounts for callers without a socket. */
    public Accounts accounts() {
        return accounts;
    }

    /** Requests about the feed of events. */
    public FeedAsks feed() {
        return feed;
    }

    /** Whether the address may make one more request now. */
    public boolean mayAsk(String address) {
        return rates.mayAsk(ClientAddresses.network(address));
    }

    /** A fresh bound on what one service may ask. */
    public Bucket rateOfService() {
        return rates.ofService(config.services());
    }

    public void accept(ClientSocket socket) {
        Session session = new Session(socket, rates.ofSocket(), rates.ofFaults(), monotonicMs.getAsLong());
        metrics.accepted();
        if (drain != null || !rates.mayOpen(session.network())) {
            session.close(drain != null ? CloseReason.DRAINING : CloseReason.CROWDED);
            metrics.closed(session.closedFor());
            return;
        }
        sessions.add(session);
        socket.onFrame(text -> conversation.receive(session, text));
        socket.onOversize(size -> conversation.tooLarge(session, size));
        socket.onClose(v -> closed(session));
    }

    private void closed(Session session) {
        if (session.isClosed()) {
            return;
        }
        session.phase(Session.Phase.CLOSED);
        metrics.closed(session.closedFor());
        inboxes.closed(session);
        taps.end(session);
        followers.closed(session);
        sessions.remove(session);
        session.rooms().forEach(room -> streams.detach(session, room, true));
        if (sessions.ofPeer(session.peerId()) == null) {
            people.tell(session, false);
        }
    }

    /** What owners and other lanes send here. */
    public void receive(LaneMessage message) {
        if (message instanceof Deliver deliver) {
            streams.deliver(deliver);
        } else if (message instanceof Ack ack) {
            router.acknowledged(ack.corr());
        } else if (message instanceof Fanout fanout) {
            streams.fanout(fanout);
        } else if (message instanceof Answer answer) {
            router.answered(answer);
        } else if (message instanceof Moved moved) {
            router.moved(moved.corr());
        } else if (message instanceof Busy busy) {
            router.busy(busy.corr());
        } else if (message instanceof Unknown unknown) {
            readmissions.takeBack(unknown);
        } else if (message instanceof Evict evict) {
            streams.evict(evict);
        } else if (message instanceof Inbox inbox) {
            inboxes.deliver(inbox);
        } else if (message instanceof LoggedOut out) {
            inboxes.loggedOut(out);
        }
    }

    /** To be called every second: heartbeats, and the end of what is silent, late or expired. */
    public void beat() {
        long now = monotonicMs.getAsLong();
        long seconds = System.currentTimeMillis() / 1_000;
        long every = Math.max(1, config.heartbeatMs() / 1_000);
        beats++;
        metrics.sizes(sessions, admission, router);
        for (Session session : List.copyOf(sessions.all())) {
            if (now - session.heardAt() >= SILENT_HEARTBEATS * config.heartbeatMs()) {
                session.close(CloseReason.HEARTBEAT);
            } else if (session.isLate(now, config.openTimeoutMs())) {
                session.close(CloseReason.HEARTBEAT);
            } else if (session.hasExpired(seconds)) {
                session.close(CloseReason.TOKEN_INVALID);
            } else if ((beats + session.connectedAt()) % every == 0) {
                answers.pong(session);
            }
        }
    }

    /** Tells the owners what this lane holds. */
    public void assertHoldings() {
        streams.assertHoldings();
        sessions.all().forEach(session -> people.tell(session, true));
    }

    /**
     * Asks every client to go to another node, one after the other; those that still come at once.
     *
     * @return ends when no socket is left; it needs {@link #drainOn} every {@link #DRAIN_STEP_MS} until then
     */
    public Future<Void> drain() {
        if (drain == null) {
            drain = new Drain(sessions, config.drainSpreadMs(), lanes, monotonicMs.getAsLong(), new Random());
            drainOn();
        }
        return drain.gone();
    }

    /** Whether clients are sent to other nodes. */
    public boolean isDraining() {
        return drain != null;
    }

    /** Sends away those whose time has come. */
    public void drainOn() {
        drain.step(monotonicMs.getAsLong());
    }

    /** Sends everybody away at once. */
    public void close() {
        drain();
        drain.finish();
    }

    public int sockets() {
        return sessions.size();
    }

    public int peers() {
        return sessions.peers();
    }
}
