package dev.parley.system.history;

import dev.parley.client.ParleyClient;
import dev.parley.client.PeerInfo;
import dev.parley.client.RequestException;
import dev.parley.client.Room;
import dev.parley.client.RoomEvent;
import dev.parley.client.RoomListener;
import dev.parley.client.Signal;
import dev.parley.protocol.Code;
import io.vertx.core.Future;
import java.util.Set;
import java.util.stream.Collectors;

/** A member that writes its own history. */
public final class Witness implements RoomListener {
    private final ParleyClient client;
    private final String roomId;
    private volatile MemberHistory history;
    private volatile Room room;

    public Witness(ParleyClient client, String roomId) {
        this.client = client;
        this.roomId = roomId;
    }

    public Future<Room> join() {
        return client.join(roomId, this);
    }

    @Override
    public void joined(Room in) {
        room = in;
        history = new MemberHistory(roomId, client.session().peerId());
        history.saw(new Entry.Joined(in.epoch(), in.seq(), peers()));
    }

    @Override
    public void received(Room in, String epoch, long seq) {
        history.saw(new Entry.Numbered(epoch, seq));
    }

    @Override
    public void signal(Room in, Signal s) {
        history.saw(new Entry.Got(s.roomId(), s.from(), s.to(), s.data().text()));
    }

    @Override
    public void event(Room in, RoomEvent event) {
        switch (event.type()) {
            case RoomEvent.PEER_JOINED ->
                history.saw(new Entry.PeerJoined(
                        event.json().path("peer").path("peerId").asText()));
            case RoomEvent.PEER_LEFT ->
                history.saw(new Entry.PeerLeft(event.json().path("peerId").asText()));
            case RoomEvent.RESYNC -> history.saw(new Entry.Resynced(event.epoch(), event.seq(), peers()));
            case RoomEvent.CHAT ->
                history.saw(new Entry.Told(
                        event.json().path("from").asText(),
                        event.json().path("id").asText()));
            default -> {}
        }
    }

    @Override
    public void ended(Room in, String reason) {
        history.saw(new Entry.Ended(reason));
    }

    /** Sends, and notes what became of it. Succeeds whatever that is. */
    public Future<Void> send(Witness to, String data) {
        Sent sent = history.sends(to.peerId(), data);
        return room.send(to.peerId(), data)
                .onSuccess(accepted -> sent.outcome(Sent.Outcome.ACCEPTED))
                .otherwise(failure -> {
                    boolean unknown = failure instanceof RequestException refused && refused.is(Code.PEER_UNKNOWN);
                    sent.outcome(unknown ? Sent.Outcome.REFUSED : Sent.Outcome.UNCERTAIN);
                    return null;
                });
    }

    private Set<String> peers() {
        return room.peers().stream().map(PeerInfo::peerId).collect(Collectors.toSet());
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
