package dev.parley.rooms;

import dev.parley.cluster.Post;
import dev.parley.protocol.lane.ToGateway;
import dev.parley.protocol.lane.ToGateway.Deliver;
import dev.parley.protocol.lane.ToGateway.Fanout;
import dev.parley.protocol.lane.ToGateway.Mark;
import dev.parley.protocol.lane.ToGateway.Place;
import dev.parley.protocol.lane.ToOwner.Signal;
import dev.parley.watch.LaneWatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Brings frames to members: into the ring of each, and on to the lanes of those whose stream flows. */
final class Courier {
    private final Post post;
    private final RoomWatch watch;

    /** One that nobody watches. */
    Courier(Post post) {
        this(post, LaneWatch.none());
    }

    Courier(Post post, LaneWatch watch) {
        this.post = post;
        this.watch = new RoomWatch(watch);
    }

    /** Who looks at what it brings. */
    RoomWatch watch() {
        return watch;
    }

    /** Where it puts its messages. */
    Post post() {
        return post;
    }

    void send(String lane, ToGateway message) {
        post.send(lane, message);
    }

    /** One event to everybody in the room. */
    void broadcast(Room room, Event event) {
        broadcast(room, event, member -> true);
    }

    void broadcast(Room room, Event event, Predicate<Member> to) {
        broadcast(room, event, to, Mark.NEXT);
    }

    /** One event to some members: one envelope for each gateway lane that has any of them. */
    void broadcast(Room room, Event event, Predicate<Member> to, Mark mark) {
        watch.event(room, event, "");
        Map<String, List<Place>> lanes = new HashMap<>();
        for (Member member : room.members()) {
            if (to.test(member)) {
                long seq = member.stream().push(event);
                if (reaches(member, mark)) {
                    lanes.computeIfAbsent(member.lane(), l -> new ArrayList<>())
                            .add(new Place(member.peerId(), seq, mark));
                }
            }
        }
        lanes.forEach((lane, places) -> send(lane, new Fanout(room.id(), room.epoch(), event.frame(), places)));
    }

    /** One event to one member. */
    void deliver(Room room, Member member, Event event, Mark mark) {
        watch.event(room, event, member.peerId());
        deliver(room, member, event, mark, "", 0);
    }

    /** A signal to its recipient, whose lane acknowledges it to the sender's. */
    void deliver(Room room, Member recipient, Event event, Signal signal) {
        boolean flows = recipient.isFlowing();
        long seq = deliver(room, recipient, event, Mark.NEXT, signal.replyLane(), signal.corr());
        watch.signal(room, signal, seq, flows);
    }

    /** @param ackLane who waits for the frame to be written, empty for nobody */
    private long deliver(Room room, Member member, Event event, Mark mark, String ackLane, long ackCorr) {
        long seq = member.stream().push(event);
        if (reaches(member, mark)) {
            send(
                    member.lane(),
                    new Deliver(room.id(), room.epoch(), member.peerId(), seq, mark, event.frame(), ackLane, ackCorr));
        }
        return seq;
    }

    /** The end of a membership reaches its lane even before the socket has registered. */
    private static boolean reaches(Member member, Mark mark) {
        return member.isFlowing() || (mark == Mark.LAST && !member.isAway());
    }

    /** Everything that the ring holds after {@code seq}. */
    void replay(Room room, Member member, long seq) {
        for (Stream.Entry entry : member.stream().after(seq)) {
            send(
                    member.lane(),
                    new Deliver(
                            room.id(),
                            room.epoch(),
                            member.peerId(),
                            entry.seq(),
                            Mark.NEXT,
                            entry.event().frame(),
                            "",
                            0));
        }
    }

    /** A frame outside the member's stream, or one that begins it anew after {@code seq}. */
    void place(Room room, String peerId, String lane, Event event, long seq, Mark mark) {
        watch.event(room, event, peerId);
        send(lane, new Deliver(room.id(), room.epoch(), peerId, seq, mark, event.frame(), "", 0));
    }
}
