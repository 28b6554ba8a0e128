package dev.parley.signaling;

import dev.parley.cluster.PartitionTable;
import dev.parley.cluster.Post;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.LaneMessage;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToGateway.Moved;
import dev.parley.protocol.lane.ToOwner.Presence;
import dev.parley.protocol.lane.ToOwner.Request;

/** Takes what gateways send about users whose partition this node owns. */
final class PeopleLane {
    private final PartitionTable table;
    private final Presences presences;
    private final Post post;

    PeopleLane(PartitionTable table, Presences presences, Post post) {
        this.table = table;
        this.presences = presences;
        this.post = post;
    }

    void receive(LaneMessage message) {
        if (message instanceof Presence told) {
            presences.hear(told);
        } else if (message instanceof Request request) {
            answer(request);
        }
    }

    private void answer(Request request) {
        if (!table.isOwner(table.partitionOf(request.key()))) {
            post.send(request.replyLane(), new Moved(request.corr()));
            return;
        }
        try {
            post.send(request.replyLane(), new Answer(request.corr(), null, person(request), "", 0));
        } catch (Refusal refused) {
            Slice detail = Slice.utf8(refused.detail());
            post.send(request.replyLane(), new Answer(request.corr(), refused.code(), detail, "", 0));
        }
    }

    private Slice person(Request request) {
        String username = Fields.of(request.body()).text("username", 1, 64);
        String displayName = presences.displayName(username);
        if (displayName == null) {
            throw new Refusal(Code.USER_UNKNOWN, "Nobody with this name is here.");
        }
        return Json.slice(Json.newObject()
                .put("username", username)
                .put("displayName", displayName)
                .put("presence", "online"));
    }
}
