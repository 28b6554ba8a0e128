package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Grants;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.protocol.UserRef;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From where on a service's socket follows a feed. */
class FeedSubscriptionsTest {
    private final LaneWorld world = new LaneWorld();
    private final List<ObjectNode> asked = new ArrayList<>();

    FeedSubscriptionsTest() {
        world.feed = (op, body) -> {
            asked.add(Json.object(body));
            return Promise.<Slice>promise().future();
        };
    }

    /** @param members of the frame that registers, beside its type and address, quoted with {@code '} */
    private Client follower(String members) {
        Client client = world.connect();
        Grants service = new Grants(null, false, true, false, true);
        String token = world.tokens.issueRoomToken(new UserRef("billing", "billing"), "Billing", service, 600);
        client.open("{\"protocol\":1,\"token\":\"" + token + "\"}");
        String frame = "{'type':'register','address':'events.rooms'" + members + "}";
        client.raw(frame.replace('\'', '"'));
        return client;
    }

    private JsonNode begin() {
        assertThat(asked).as("what the feed was asked").hasSize(1);
        return asked.get(0).path("after");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",'headers':{'after':'17'}",
                ",'headers':{'after':17,'b':{'after':3}}",
                ",'headers': {'a':null,'\\u0061fter':'17'} ,'body':{'headers':{'after':'3'}}",
                ",'headers':{'after':'3'},'headers':{'after':'17'}",
                ",'headers':'x','headers':{'after':'17'}"
            })
    void aFeedIsFollowedFromThePositionInTheHeaders(String members) {
        follower(members);
        assertThat(begin().isIntegralNumber()).as("%s", asked).isTrue();
        assertThat(begin().longValue()).isEqualTo(17);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",'headers':null",
                ",'headers':'x'",
                ",'headers':17",
                ",'headers':[]",
                ",'headers':[{'after':'17'}]",
                ",'headers':{}",
                ",'headers':{'After':'17'}",
                ",'headers':{'after':null}",
                ",'headers':{'after':'latest'}",
                ",'headers':{'after':'17'},'headers':null",
                ",'after':'17','body':{'after':'17'}"
            })
    void withoutAPositionAFeedIsFollowedFromItsEnd(String members) {
        follower(members);
        assertThat(begin().textValue()).isEqualTo("latest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "'first'", "'-1'", "-1", "1.5", "true", "{}", "[]", "'12345678901234567'"})
    void whatIsNoPositionIsRefused(String after) {
        Client client = follower(",'headers':{'after':" + after + "}");
        assertThat(client.lastCode()).isEqualTo("invalid_argument");
        assertThat(asked).isEmpty();
    }

    @Test
    void whoeverIsNoServiceFollowsNothing() {
        Client guest = world.guest();
        guest.raw("{\"type\":\"register\",\"address\":\"events.rooms\",\"headers\":7}");
        assertThat(guest.lastCode()).isEqualTo("access_denied");
        assertThat(asked).isEmpty();
    }
}
