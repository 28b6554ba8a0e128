package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Code;
import dev.parley.protocol.lane.Op;
import dev.parley.rooms.Client.Asked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TalkTest {
    private final Bench bench = new Bench();
    private final Client ada = bench.member("ada");
    private final Client bob = bench.member("bob");

    TalkTest() {
        ada.news();
        bob.news();
    }

    @Nested
    class State {
        @Test
        void fieldsAreMergedAndNullTakesOneAway() {
            state("{'audio':true,'video':true}");
            state("{'video':false,'hand':true}");
            state("{'audio':null}");
            assertThat(bob.last().get("state").toString()).isEqualTo("{\"video\":false,\"hand\":true}");
            assertThat(ada.peers().get(0).get("state")).isEqualTo(bob.last().get("state"));
        }

        @Test
        void oneGetsOnesOwnWithTheNumberOfTheReply() {
            long seq = state("{'hand':true}").get("seq").asLong();
            assertThat(ada.last().get("seq").asLong()).isEqualTo(seq);
            assertThat(ada.news()).containsExactly("peer-updated ada");
        }

        @Test
        void theNextOwnerKnowsIt() {
            state("{'hand':true}");
            bench.takeOver();
            assertThat(ada.peers().get(0).at("/state/hand").asBoolean()).isTrue();
        }

        @Test
        void itIsAnsweredOnceTheClusterHasIt() {
            bench.members.hold();
            Asked asked = ada.ask(Op.STATE, "{'state':{'hand':true}}");
            assertThat(bob.news()).as("the others need not wait").containsExactly("peer-updated ada");
            assertThat(asked.isOpen()).isTrue();
            bench.letGo();
            assertThat(asked.reply().get("seq").asLong()).isEqualTo(ada.seq);
        }

        @Test
        void whereTheRoomMovedMeanwhileItIsAskedAgain() {
            bench.members.hold();
            Asked asked = ada.ask(Op.STATE, "{'state':{'hand':true}}");
            bench.table.owner("other");
            bench.letGo();
            assertThat(asked.isMoved()).isTrue();
        }

        @Test
        void changesThatCrossKeepTheirOrder() {
            bench.members.hold();
            Asked first = ada.ask(Op.STATE, "{'state':{'audio':true}}");
            Asked second = ada.ask(Op.STATE, "{'state':{'audio':false}}");
            bench.letGo();
            assertThat(first.reply().get("seq").asLong())
                    .isEqualTo(second.reply().get("seq").asLong() - 1);
            bench.takeOver();
            assertThat(ada.peers().get(0).at("/state/audio").asBoolean(true)).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{'state':null}", "{'state':[]}", "{'state':'x'}"})
        void whatIsNoObjectIsRefused(String body) {
            assertThat(ada.ask(Op.STATE, body).code()).isEqualTo(Code.INVALID_ARGUMENT);
            assertThat(bob.news()).isEmpty();
        }

        @Test
        void itDoesNotGrowBeyondItsBoundByMerging() {
            state("{'a':'" + "x".repeat(1_500) + "'}");
            assertThat(ada.ask(Op.STATE, "{'state':{'b':'" + "x".repeat(1_500) + "'}}")
                            .code())
                    .isEqualTo(Code.INVALID_ARGUMENT);
            assertThat(ada.peers().get(0).get("state").has("b")).isFalse();
        }

        private JsonNode state(String fields) {
            return ada.ask(Op.STATE, "{'state':" + fields + "}").reply();
        }
    }

    @Nested
    class Chat {
        @Test
        void everybodyGetsItAlsoOneselfWithTheNumberOfTheReply() {
            long seq = ada.ask(Op.CHAT, "{'id':'c1','text':'hello'}")
                    .reply()
                    .get("seq")
                    .asLong();
            assertThat(ada.last().get("seq").asLong()).isEqualTo(seq);
            assertThat(bob.last().get("text").asText()).isEqualTo("hello");
            assertThat(bob.last().get("from").asText()).isEqualTo("ada");
            assertThat(bob.last().get("id").asText()).isEqualTo("c1");
            assertThat(bob.last().get("at").isIntegralNumber()).isTrue();
        }

        @Test
        void aMessageIsSentOnceHoweverOftenItIsRepeated() {
            JsonNode first = ada.ask(Op.CHAT, "{'id':'c1','text':'hello'}").reply();
            assertThat(ada.ask(Op.CHAT, "{'id':'c1','text':'hello'}").reply()).isEqualTo(first);
            assertThat(bob.news()).containsExactly("chat");
            bob.ask(Op.CHAT, "{'id':'c1','text':'my own'}").reply();
            assertThat(ada.news()).containsExactly("chat", "chat");
        }

        @Test
        void aSealedMessageIsPassedOnUnopened() {
            ada.ask(Op.CHAT, "{'id':'c1','sealed':{'iv':'a','data':'b'}}").reply();
            assertThat(bob.last().get("sealed").toString()).isEqualTo("{\"iv\":\"a\",\"data\":\"b\"}");
            assertThat(bob.last().has("text")).isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'id':'c1'}",
                    "{'text':'x'}",
                    "{'id':'','text':'x'}",
                    "{'id':'c1','text':''}",
                    "{'id':'c1','text':7}",
                    "{'id':7,'text':'x'}"
                })
        void whatIsIncompleteIsRefused(String body) {
            assertThat(ada.ask(Op.CHAT, body).code()).isEqualTo(Code.INVALID_ARGUMENT);
            assertThat(bob.news()).isEmpty();
        }

        @Test
        void theBoundIsInBytes() {
            assertThat(ada.ask(Op.CHAT, "{'id':'c1','text':'" + "ü".repeat(2_049) + "'}")
                            .code())
                    .isEqualTo(Code.INVALID_ARGUMENT);
            assertThat(ada.ask(Op.CHAT, "{'id':'c2','text':'" + "ü".repeat(2_000) + "'}")
                            .code())
                    .isNull();
            assertThat(ada.ask(Op.CHAT, "{'id':'c3','sealed':'" + "x".repeat(8_193) + "'}")
                            .code())
                    .isEqualTo(Code.INVALID_ARGUMENT);
        }
    }
}
