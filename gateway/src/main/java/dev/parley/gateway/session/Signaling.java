package dev.parley.gateway.session;

import dev.parley.cluster.LaneRouter;
import dev.parley.cluster.StepTimer;
import dev.parley.gateway.frame.FrameScanner;
import dev.parley.gateway.frame.FrameWriter;
import dev.parley.protocol.Addresses.SignalAddress;
import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToOwner.Signal;

/** A signal's first step: from the sender's frame to the room's owner, its data untouched. */
final class Signaling {
    private static final String ACCEPTED = "{\"accepted\":true}";

    private final LaneRouter router;
    private final SocketTraces traces;
    private final int maxInFlight;
    private final StepTimer timer;

    /** @param timer of the way from the sender's frame to its acknowledgement */
    Signaling(LaneRouter router, SocketTraces traces, int maxInFlight, StepTimer timer) {
        this.router = router;
        this.traces = traces;
        this.maxInFlight = maxInFlight;
        this.timer = timer;
    }

    /** @throws Refusal when the frame is not a signal of a member */
    void send(Session session, FrameScanner frame, byte[] bytes, SignalAddress to) {
        Membership room = session.room(to.roomId());
        if (room == null || room.isWaiting()) {
            throw new Refusal(Code.NOT_MEMBER, "Join the room before you send signals in it.");
        }
        if (frame.id() <= 0 || frame.base() < 0 || frame.base() > frame.id()) {
            throw Refusal.invalid("id must be an integer from 1, and base at most id.");
        }
        if (!frame.hasData() || frame.hasInvalidEpoch()) {
            throw Refusal.invalid("data is missing, or epoch is not a text.");
        }
        Slice data = new Slice(bytes, frame.dataStart(), frame.dataEnd());
        String epoch = frame.epoch() == null ? "" : frame.epoch();
        String replyAddress = frame.replyAddress();
        Signal signal = new Signal(
                router.nextCorr(),
                router.lane(),
                router.deadline(),
                to.roomId(),
                session.peerId(),
                to.peerId(),
                frame.id(),
                frame.base(),
                epoch,
                data);
        traces.sent(room, signal);
        long began = timer.begin();
        router.ask(signal, answer -> {
            timer.end(began);
            if (!answer.succeeded()) {
                traces.refused(room, signal, answer.code().wire());
            }
            answered(session, replyAddress, answer);
        });
    }

    private void answered(Session session, String replyAddress, Answer answer) {
        if (replyAddress == null) {
            return;
        }
        if (answer.succeeded()) {
            session.reply(replyAddress, ACCEPTED, maxInFlight);
        } else if (answer.code() == Code.EPOCH_CHANGED) {
            session.fail(replyAddress, refusal(answer), maxInFlight, FrameWriter.field("epoch", answer.epoch()));
        } else {
            session.fail(replyAddress, refusal(answer), maxInFlight, Answers.retryHint(answer.code(), 0));
        }
    }

    private static Refusal refusal(Answer answer) {
        return new Refusal(answer.code(), answer.body().text());
    }
}
