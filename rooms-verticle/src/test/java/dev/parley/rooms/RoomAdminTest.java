package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Code;
import dev.parley.protocol.lane.Op;
import dev.parley.rooms.Client.Asked;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomAdminTest {
    private final Bench bench = new Bench();
    private final Client ada = bench.client("ada");

    @Nested
    class Create {
        @Test
        void aRoomIsWhatItWasAskedToBe() {
            JsonNode room = ada.ask(
                            Op.CREATE,
                            "{'roomId':'room','name':' Tea ','visibility':'public','password':'correct horse',"
                                    + "'maxPeers':5,'lobby':true,'e2ee':true,'ttlSeconds':60}")
                    .reply();
            assertThat(room.get("roomId").asText()).isEqualTo("room");
            assertThat(room.get("name").asText()).isEqualTo("Tea");
            assertThat(room.get("visibility").asText()).isEqualTo("public");
            assertThat(room.get("hasPassword").asBoolean()).isTrue();
            assertThat(room.get("maxPeers").asInt()).isEqualTo(5);
            assertThat(room.get("lobby").asBoolean()).isTrue();
            assertThat(room.get("e2ee").asBoolean()).isTrue();
            assertThat(room.get("locked").asBoolean()).isFalse();
            assertThat(room.get("peers").asInt()).isZero();
            assertThat(room.get("owner").isNull()).isTrue();
            assertThat(room.toString()).doesNotContain("argon2").doesNotContain("correct");
        }

        @Test
        void whatIsNotSaidHasItsDefault() {
            JsonNode room = ada.ask(Op.CREATE, "{}").reply();
            assertThat(room.get("name").asText()).isEqualTo("room");
            assertThat(room.get("visibility").asText()).isEqualTo("unlisted");
            assertThat(room.get("maxPeers").asInt()).isEqualTo(bench.config.maxPeers());
            assertThat(room.get("hasPassword").asBoolean()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'owner':{'id':'u1','username':'eve'}}",
                    "{'creator':'device-of-eve'}",
                    "{'locked':true}",
                    "{'name':''}",
                    "{'name':'   '}",
                    "{'name':7}",
                    "{'visibility':'secret'}",
                    "{'password':'short'}",
                    "{'password':''}",
                    "{'maxPeers':0}",
                    "{'maxPeers':17}",
                    "{'maxPeers':2.5}",
                    "{'maxPeers':'2'}",
                    "{'ttlSeconds':0}",
                    "{'ttlSeconds':99999999999}",
                    "{'lobby':'yes'}",
                    "{'adHoc':true}"
                })
        void whatIsUnknownOrOutOfRangeIsRefusedAndMakesNoRoom(String body) {
            assertThat(ada.ask(Op.CREATE, body).code()).isEqualTo(Code.INVALID_ARGUMENT);
            assertThat(ada.get()).isNull();
        }

        @Test
        void anIdThatIsTakenIsAConflict() {
            ada.ask(Op.CREATE, "{}").reply();
            assertThat(ada.ask(Op.CREATE, "{}").code()).isEqualTo(Code.ROOM_EXISTS);
            assertThat(bench.client("bob").ask(Op.CREATE, "{}").code()).isEqualTo(Code.ROOM_EXISTS);
        }

        @Test
        void itsRepetitionByTheRouterIsNoConflict() {
            Asked first = ada.ask(Op.CREATE, "{}");
            Asked again = ada.again(first.corr, Op.CREATE, "{}");
            assertThat(again.reply()).isEqualTo(first.reply());
            bench.takeOver();
            assertThat(ada.again(first.corr, Op.CREATE, "{}").code())
                    .as("also for the next owner")
                    .isNull();
        }

        @Test
        void ofTwoWhoCreateTheSameRoomWhileItsPasswordIsHashedOneWins() {
            bench.vertx.hold();
            Asked first = ada.ask(Op.CREATE, "{'password':'correct horse'}");
            Asked second = bench.client("bob").ask(Op.CREATE, "{'password':'battery staple'}");
            bench.vertx.letGo();
            bench.deliver();
            assertThat(first.code()).isNull();
            assertThat(second.code()).isEqualTo(Code.ROOM_EXISTS);
        }

        @Test
        void whenTheWriteFailsThereIsNoRoomAndNoGhostOfOne() {
            bench.rules.timeOut();
            assertThat(ada.ask(Op.CREATE, "{}").code()).isEqualTo(Code.UNAVAILABLE);
            bench.rules.work();
            assertThat(ada.get()).isNull();
            assertThat(ada.ask(Op.CREATE, "{}").code()).isNull();
        }

        @Test
        void whoCameInBeforeItWasKnownThatItCouldNotBeWrittenIsSentAway() {
            bench.rules.hold();
            Asked created = ada.ask(Op.CREATE, "{}");
            Client bob = bench.member("bob");
            bench.rules.giveUp();
            bench.deliver();
            assertThat(created.code()).isEqualTo(Code.UNAVAILABLE);
            assertThat(bob.news()).containsExactly("room-closed unavailable");
            assertThat(bench.rules.entries()).isEmpty();
            assertThat(bench.members.entries()).isEmpty();
        }

        @Test
        void whenTheRoomMovesMeanwhileItIsAskedAgainElsewhere() {
            bench.rules.hold();
            Asked created = ada.ask(Op.CREATE, "{}");
            bench.table.owner("other");
            bench.letGo();
            assertThat(created.isMoved()).isTrue();
        }
    }

    @Nested
    class Change {
        @Test
        void whatIsNotMentionedStays() {
            ada.ask(
                            Op.CREATE,
                            "{'name':'Tea','visibility':'public','password':'correct horse','maxPeers':5,'e2ee':true}")
                    .reply();
            JsonNode room = ada.ask(Op.UPDATE, "{'name':'Coffee'}").reply();
            assertThat(room.get("name").asText()).isEqualTo("Coffee");
            assertThat(room.get("visibility").asText()).isEqualTo("public");
            assertThat(room.get("maxPeers").asInt()).isEqualTo(5);
            assertThat(room.get("hasPassword").asBoolean()).isTrue();
            assertThat(room.get("e2ee").asBoolean()).isTrue();
            assertThat(bench.client("bob").joinRefused("{}")).isEqualTo(Code.WRONG_PASSWORD);
        }

        @Test
        void aPasswordIsSetChangedAndTakenAway() {
            ada.ask(Op.CREATE, "{}").reply();
            Client bob = bench.client("bob");
            ada.ask(Op.UPDATE, "{'password':'correct horse'}").reply();
            assertThat(bob.joinRefused("{}")).isEqualTo(Code.WRONG_PASSWORD);
            ada.ask(Op.UPDATE, "{'password':'battery staple'}").reply();
            assertThat(bob.joinRefused("{'password':'correct horse'}")).isEqualTo(Code.WRONG_PASSWORD);
            ada.ask(Op.UPDATE, "{'password':null}").reply();
            assertThat(bob.ask(Op.JOIN, "{}").code()).isNull();
        }

        @Test
        void everybodyIsTold() {
            Client host = bench.member("host");
            Client bob = bench.member("bob");
            bob.news();
            host.ask(Op.UPDATE, "{'name':'Coffee'}").reply();
            assertThat(bob.last().at("/room/name").asText()).isEqualTo("Coffee");
        }

        @Test
        void changesThatCrossDoNotUndoEachOther() {
            ada.ask(Op.CREATE, "{}").reply();
            bench.vertx.hold();
            Asked withPassword = ada.ask(Op.UPDATE, "{'password':'correct horse','maxPeers':3}");
            ada.ask(Op.UPDATE, "{'name':'Coffee','visibility':'public'}").reply();
            bench.vertx.letGo();
            bench.deliver();
            JsonNode room = withPassword.reply();
            assertThat(room.get("name").asText()).isEqualTo("Coffee");
            assertThat(room.get("visibility").asText()).isEqualTo("public");
            assertThat(room.get("maxPeers").asInt()).isEqualTo(3);
            assertThat(room.get("hasPassword").asBoolean()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"{'owner':null}", "{'role':'host'}", "{'ttlSeconds':5}", "{'maxPeers':999}", "{'name':''}"})
        void whatIsUnknownOrOutOfRangeIsRefused(String body) {
            ada.ask(Op.CREATE, "{}").reply();
            assertThat(ada.ask(Op.UPDATE, body).code()).isEqualTo(Code.INVALID_ARGUMENT);
        }

        @Test
        void theCreatorsDeviceMayChangeItWhileNobodyIsHost() {
            ada.ask(Op.CREATE, "{}").reply();
            Client otherTab = bench.client("tab").onDevice(ada.device);
            Client stranger = bench.client("eve");
            assertThat(otherTab.ask(Op.UPDATE, "{'name':'x'}").code()).isNull();
            assertThat(stranger.ask(Op.UPDATE, "{'name':'x'}").code()).isEqualTo(Code.NOT_ALLOWED);
            stranger.join();
            assertThat(otherTab.ask(Op.UPDATE, "{'name':'x'}").code()).isEqualTo(Code.NOT_ALLOWED);
            assertThat(stranger.ask(Op.UPDATE, "{'name':'x'}").code()).isNull();
        }
    }

    @Nested
    class Delete {
        @Test
        void aDeletedRoomIsUnknownAndItsIdIsFreeAgain() {
            ada.ask(Op.CREATE, "{}").reply();
            assertThat(ada.ask(Op.DELETE, "{}").reply().size()).isZero();
            assertThat(ada.ask(Op.GET, "{}").code()).isEqualTo(Code.ROOM_UNKNOWN);
            assertThat(ada.ask(Op.DELETE, "{}").code()).isEqualTo(Code.ROOM_UNKNOWN);
            assertThat(bench.client("bob").ask(Op.CREATE, "{}").code()).isNull();
        }

        @Test
        void whoDidNotMakeItMayNot() {
            ada.ask(Op.CREATE, "{}").reply();
            assertThat(bench.client("bob").ask(Op.DELETE, "{}").code()).isEqualTo(Code.NOT_ALLOWED);
        }
    }

    @Nested
    class Listing {
        @Test
        void onlyPublicRoomsAreListedInOrderAPageAtATime() {
            for (String id : List.of("c", "a", "b", "d")) {
                bench.client("x")
                        .in(id)
                        .ask(Op.CREATE, "{'visibility':'public'}")
                        .reply();
            }
            bench.client("x").in("hidden").ask(Op.CREATE, "{}").reply();
            assertThat(list("{}")).containsExactly("a", "b", "c", "d");
            assertThat(list("{'limit':2}")).containsExactly("a", "b");
            assertThat(list("{'limit':2,'cursor':'b'}")).containsExactly("c", "d");
            assertThat(list("{'cursor':'d'}")).isEmpty();
        }

        @Test
        void aBadLimitIsRefused() {
            assertThat(ada.ask(Op.LIST, "{'limit':0}").code()).isEqualTo(Code.INVALID_ARGUMENT);
            assertThat(ada.ask(Op.LIST, "{'limit':'many'}").code()).isEqualTo(Code.INVALID_ARGUMENT);
        }

        @Test
        void roomsThatWereHandedOverAreLeftOut() {
            bench.client("x").in("a").ask(Op.CREATE, "{'visibility':'public'}").reply();
            bench.client("x").in("b").ask(Op.CREATE, "{'visibility':'public'}").reply();
            bench.table.owner("other");
            assertThat(list("{}")).isEmpty();
        }

        private List<String> list(String body) {
            return ada.ask(Op.LIST, body).reply().get("rooms").findValuesAsText("roomId");
        }
    }

    @Test
    void whatDoesNotExistIsUnknown() {
        for (Op op : List.of(Op.GET, Op.UPDATE, Op.DELETE, Op.PEERS, Op.STATE, Op.CHAT, Op.KICK, Op.LOCK, Op.ADMIT)) {
            assertThat(ada.ask(op, "{}").code()).as(op.name()).isEqualTo(Code.ROOM_UNKNOWN);
        }
    }
}
