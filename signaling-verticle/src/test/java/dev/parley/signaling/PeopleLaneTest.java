package dev.parley.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cluster.PartitionTable;
import dev.parley.protocol.Code;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.protocol.UserRef;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToGateway;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToGateway.Moved;
import dev.parley.protocol.lane.ToOwner.Presence;
import dev.parley.protocol.lane.ToOwner.Request;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeopleLaneTest {
    private static final Actor BOB = new Actor("p_1", 1, "Bob", new UserRef("2", "bob"), "d", "127.0.0.1");

    private final List<ToGateway> sent = new ArrayList<>();
    private String owner = "me";
    private final PeopleLane lane =
            new PeopleLane(new Table(), new Presences(() -> 0), (to, m) -> sent.add((ToGateway) m));

    @Test
    void aUserWithAnOpenSessionIsOnline() {
        lane.receive(new Presence("gateway.me.0", "zoe", "s1", "Zoë", true));
        lane.receive(ask("zoe"));

        assertThat(sent).singleElement().isInstanceOfSatisfying(Answer.class, answer -> {
            assertThat(answer.succeeded()).isTrue();
            assertThat(Json.object(answer.body()).get("presence").textValue()).isEqualTo("online");
            assertThat(Json.object(answer.body()).get("displayName").textValue())
                    .isEqualTo("Zoë");
        });
    }

    @Test
    void aUserWithoutOneIsUnknown() {
        lane.receive(ask("zoe"));
        assertThat(sent).singleElement().isInstanceOfSatisfying(Answer.class, answer -> assertThat(answer.code())
                .isEqualTo(Code.USER_UNKNOWN));
    }

    @Test
    void aRequestForAUserOfAnotherNodeIsMoved() {
        owner = "other";
        lane.receive(ask("zoe"));
        assertThat(sent).containsExactly(new Moved(7));
    }

    private static Request ask(String username) {
        Slice body = Json.slice(Json.newObject().put("username", username));
        return new Request(7, "gateway.me.0", Long.MAX_VALUE, Op.PERSON, username, BOB, body);
    }

    private final class Table implements PartitionTable {
        @Override
        public int count() {
            return 1;
        }

        @Override
        public int partitionOf(String key) {
            return 0;
        }

        @Override
        public String ownerOf(int partition) {
            return owner;
        }

        @Override
        public String self() {
            return "me";
        }

        @Override
        public int laneOf(String nodeId, int partition) {
            return 0;
        }
    }
}
