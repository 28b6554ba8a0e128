package dev.parley.chaos.history;

import dev.parley.client.ParleyClient;
import dev.parley.client.PeerInfo;
import dev.parley.client.RequestException;
import dev.parley.client.Room;
import dev.parley.client.RoomEvent;
import dev.parley.client.RoomListener;
import dev.parley.client.Signal;
import dev.parley.protocol.Code;
import io.vertx.core.Future;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A member that writes its own history. */
public final class Witness implements RoomListener {
    private final ParleyClient client;
    private final String roomId;
    private final Consumer<Entry> alsoTold;
    private volatile MemberHistory history;
    private volatile Room room;

    public Witness(ParleyClient client, String roomId) {
        this(client, roomId, entry -> {});
    }

    /** @param alsoTold gets every entry, too, on the client's loop */
    public Witness(ParleyClient client, String roomId, Consumer<Entry> alsoTold) {
        this.client = client;
        this.roomId = roomId;
        this.alsoTold = alsoTold;
    }

    public Future<Room> join() {
        return client.join(roomId, this);
    }

    @Override
    public void joined(Room in) {
        room = in;
        beginAnew();
    }

    /**
     * Begins a new history where the membership stands. On the client's loop, and only while no signal is under way, or it
     * would stand in neither.
     *
     * @return the history until now, null without one
     */
    public MemberHistory beginAnew() {
        MemberHistory former = history;
        history = new MemberHistory(roomId, client.session().peerId());
        saw(new Entry.Joined(room.epoch(), room.seq(), peers()));
        return former;
    }

    private void saw(Entry entry) {
        history.saw(entry);
        alsoTold.accept(entry);
    }

    @Override
    public void received(Room in, String epoch, long seq) {
        saw(new Entry.Numbered(epoch, seq));
    }

    @Override
    public void signal(Room in, Signal s) {
        saw(new Entry.Got(s.roomId(), s.from(), s.to(), s.data().text()));
    }

    @Override
    public void event(Room in, RoomEvent event) {
        switch (event.type()) {
            case RoomEvent.PEER_JOINED ->
                saw(new Entry.PeerJoined(
                        event.json().path("peer").path("peerId").asText(),
                        event.json().path("peer").path("joinedAt").asLong()));
            case RoomEvent.PEER_LEFT ->
                saw(new Entry.PeerLeft(event.json().path("peerId").asText()));
            case RoomEvent.RESYNC -> saw(new Entry.Resynced(event.epoch(), event.seq(), peers()));
            case RoomEvent.CHAT ->
                saw(new Entry.Told(
                        event.json().path("from").asText(),
                        event.json().path("id").asText()));
            default -> {}
        }
    }

    @Override
    public void ended(Room in, String reason) {
        saw(new Entry.Ended(reason));
    }

    /** Sends, and notes what became of it. Succeeds whatever that is. */
    public Future<Sent.Outcome> send(Witness to, String data) {
        Sent sent = history.sends(to.peerId(), data);
        return room.send(to.peerId(), data)
                .map(Sent.Outcome.ACCEPTED)
                .otherwise(Witness::outcome)
                .onSuccess(sent::outcome);
    }

    private static Sent.Outcome outcome(Throwable failure) {
        boolean unknown = failure instanceof RequestException refused && refused.is(Code.PEER_UNKNOWN);
        return unknown ? Sent.Outcome.REFUSED : Sent.Outcome.UNCERTAIN;
    }

    private Map<String, Long> peers() {
        return room.peers().stream().collect(Collectors.toMap(PeerInfo::peerId, PeerInfo::joinedAt));
    }

    public ParleyClient client() {
        return client;
    }

    public Room room() {
        return room;
    }

    public String peerId() {
        return client.session().peerId();
    }

    public MemberHistory history() {
        return history;
    }
}
