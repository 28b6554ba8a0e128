package dev.parley.gateway.session;

import dev.parley.gateway.frame.FrameScanner;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.Owner;
import io.vertx.core.Future;

/**
 * What a socket asks of rooms, of people, of the feed and of the timeline, each answered at its reply address. Frames belong
 * to the caller again when a method returns. Confined to the lane.
 */
final class Requests {
    private final RoomAsks rooms;
    private final People people;
    private final Accounts accounts;
    private final FeedAsks feed;
    private final PageTraces pages;
    private final Streams streams;
    private final Answers answers;
    private final int roomsPerSession;

    Requests(
            RoomAsks rooms,
            People people,
            Accounts accounts,
            FeedAsks feed,
            PageTraces pages,
            Streams streams,
            Answers answers,
            int roomsPerSession) {
        this.rooms = rooms;
        this.people = people;
        this.accounts = accounts;
        this.feed = feed;
        this.pages = pages;
        this.streams = streams;
        this.answers = answers;
        this.roomsPerSession = roomsPerSession;
    }

    /** What an owner is asked for. @throws Refusal when it needs no owner to be refused */
    void ask(Session session, Op op, FrameScanner frame, byte[] bytes) {
        if (op.owner() == Owner.ROOMS) {
            askRooms(session, op, frame, bytes);
        } else {
            askPeople(session, op, frame.replyAddress(), Bodies.of(frame, bytes));
        }
    }

    /** What this node answers by itself. @throws Refusal {@code access_denied} for any other address */
    void askHere(Session session, String address, FrameScanner frame, byte[] bytes) {
        String reply = frame.replyAddress();
        Slice body = Bodies.of(frame, bytes);
        switch (address) {
            case Addresses.CALL_TRACE -> answers.give(session, reply, pages.take(session, body), null);
            case FeedAsks.READ ->
                feed.read(session.grants(), Bodies.read(body).json())
                        .onComplete(done -> answers.give(session, reply, done.result(), done.cause()));
            default -> throw new Refusal(Code.ACCESS_DENIED, "This address is not open to you.");
        }
    }

    private void askRooms(Session session, Op op, FrameScanner frame, byte[] bytes) {
        String reply = frame.replyAddress();
        Slice body = Bodies.of(frame, bytes);
        Future<OwnerAsks.Result> asked =
                switch (op) {
                    case JOIN -> rooms.join(session, body, roomsPerSession);
                    case LEAVE -> rooms.leave(session, body);
                    case BROADCAST -> rooms.broadcast(session.actor(), session.grants(), OpaqueData.of(frame, bytes));
                    default -> rooms.ask(op, session.actor(), session.grants(), body);
                };
        asked.onComplete(done -> {
            answers.give(session, reply, done.succeeded() ? done.result().body() : null, done.cause());
            if (done.succeeded() && op == Op.JOIN) {
                joined(session, session.room(done.result().key()));
            }
        });
    }

    private void joined(Session session, Membership room) {
        if (session.isClosed()) {
            streams.detach(session, room, true);
        } else {
            streams.attachIfReady(session, room);
        }
    }

    private void askPeople(Session session, Op op, String reply, Slice body) {
        Future<Slice> asked = op.isOfAccounts()
                ? accounts.ask(op, session.actor(), body)
                : people.ask(op, session.actor(), session.grants(), body);
        asked.onComplete(done -> {
            if (done.succeeded() && op == Op.PASSWORD) {
                accounts.renew(session, done.result());
            }
            answers.give(session, reply, done.result(), done.cause());
        });
    }
}
