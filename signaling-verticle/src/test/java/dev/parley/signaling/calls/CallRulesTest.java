package dev.parley.signaling.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.Code;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.UserRef;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.Op;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CallRulesTest {
    private static final long BEGUN = 1_900_000_000_000L;
    private static final UserRef ALICE = new UserRef("acc_a", "alice");
    private static final UserRef BOB = new UserRef("acc_b", "bob");
    private static final UserRef CAROL = new UserRef("acc_c", "carol");

    private final CallRules rules = new CallRules(new CallTimes(60_000, 7_200_000, 86_400_000, 30_000));
    private final Call call = begin(BOB);
    private final String toBob = call.invitations().get(0).id();

    @Test
    void aNewCallOpensItsRoomToTheCallerAndRingsEverybody() {
        Call both = begin(BOB, CAROL);
        assertThat(told(both)).containsExactly("OPEN_CALL " + both.roomId(), "invitation bob", "invitation carol");
        assertThat(both.errands().get(0).body().get("participants")).hasSize(1);
        assertThat(both.status()).isEqualTo("pending");
        var event = both.errands().get(1).body().get("event");
        assertThat(Stream.of("invitationId", "callId", "roomId", "inviter", "inviterId", "callType", "timestamp", "id"))
                .allMatch(event::hasNonNull);
        assertThat(Ids.callOf(event.get("invitationId").textValue())).isEqualTo(both.callId());
    }

    @Test
    void whoAcceptsIsLetInBeforeAnybodyIsTold() {
        Call accepted = rules.accept(call, toBob, device(BOB, "p_1"), BEGUN + 5_000);
        assertThat(accepted.isActive()).isTrue();
        assertThat(accepted.startedAt()).isEqualTo(BEGUN + 5_000);
        assertThat(accepted.participants()).containsExactly(ALICE, BOB);
        assertThat(news(call, accepted))
                .containsExactly(
                        "OPEN_CALL " + call.roomId(),
                        "invitation_cancelled bob answered_elsewhere",
                        "invitation_accepted alice");
        assertThat(accepted.errands().get(1).body().get("except").textValue()).isEqualTo("p_1");
    }

    @Test
    void exactlyOneDeviceAccepts() {
        Call accepted = rules.accept(call, toBob, device(BOB, "p_1"), BEGUN);
        assertThat(rules.accept(accepted, toBob, device(BOB, "p_1"), BEGUN)).isSameAs(accepted);
        assertRefused(Code.ALREADY_ANSWERED, () -> rules.accept(accepted, toBob, device(BOB, "p_2"), BEGUN));
        assertRefused(
                Code.ALREADY_ANSWERED, () -> rules.reject(accepted, toBob, device(BOB, "p_2"), "declined", BEGUN));
    }

    @Test
    void somebodyElsesInvitationIsLikeOneThatDoesNotExist() {
        assertRefused(Code.INVITATION_UNKNOWN, () -> rules.accept(call, toBob, device(CAROL, "p_9"), BEGUN));
        assertRefused(Code.INVITATION_UNKNOWN, () -> rules.accept(call, "i_other", device(BOB, "p_1"), BEGUN));
        assertRefused(Code.INVITATION_UNKNOWN, () -> rules.accept(null, toBob, device(BOB, "p_1"), BEGUN));
        assertRefused(Code.CALL_UNKNOWN, () -> rules.end(call, device(CAROL, "p_9"), BEGUN));
        assertRefused(Code.CALL_UNKNOWN, () -> rules.end(call, device(BOB, "p_1"), BEGUN));
        assertRefused(Code.CALL_UNKNOWN, () -> rules.cancel(null, device(ALICE, "p_0"), BEGUN));
    }

    @Test
    void theLastRejectionEndsTheCall() {
        Call both = begin(BOB, CAROL);
        Call one = rules.reject(both, both.invitations().get(0).id(), device(BOB, "p_1"), "busy", BEGUN);
        assertThat(one.isPending()).isTrue();
        Call two = rules.reject(one, both.invitations().get(1).id(), device(CAROL, "p_2"), "declined", BEGUN);
        assertThat(two.status()).isEqualTo("rejected");
        assertThat(news(one, two))
                .containsExactly(
                        "invitation_cancelled carol rejected_elsewhere",
                        "invitation_rejected alice declined",
                        "CLOSE_CALL " + both.roomId());
    }

    @Test
    void aRejectionDoesNotEndACallThatSomebodyElseHasAccepted() {
        Call both = begin(BOB, CAROL);
        Call accepted = rules.accept(both, both.invitations().get(0).id(), device(BOB, "p_1"), BEGUN);
        Call rejected = rules.reject(accepted, both.invitations().get(1).id(), device(CAROL, "p_2"), "declined", BEGUN);
        assertThat(rejected.isActive()).isTrue();
    }

    @Test
    void theCallerCancelsBeforeAnAnswerAndOnlyTheCaller() {
        Call cancelled = rules.cancel(call, device(ALICE, "p_0"), BEGUN + 1_000);
        assertThat(cancelled.status()).isEqualTo("cancelled");
        assertThat(news(call, cancelled))
                .containsExactly(
                        "invitation_cancelled bob caller_hangup", "CLOSE_CALL " + call.roomId(), "call_ended alice");
        assertRefused(Code.INVITATION_EXPIRED, () -> rules.accept(cancelled, toBob, device(BOB, "p_1"), BEGUN));
        Call accepted = rules.accept(call, toBob, device(BOB, "p_1"), BEGUN);
        assertRefused(Code.ALREADY_ANSWERED, () -> rules.cancel(accepted, device(ALICE, "p_0"), BEGUN));
        assertRefused(Code.NOT_ALLOWED, () -> rules.cancel(accepted, device(BOB, "p_1"), BEGUN));
    }

    @Test
    void aParticipantEndsTheCallForAllAndItsLengthIsTold() {
        Call accepted = rules.accept(call, toBob, device(BOB, "p_1"), BEGUN + 5_000);
        Call ended = rules.end(accepted, device(BOB, "p_1"), BEGUN + 67_900);
        assertThat(ended.status()).isEqualTo("completed");
        assertThat(ended.duration()).isEqualTo(62);
        assertThat(ended.endedBy()).isEqualTo(BOB);
        assertThat(news(accepted, ended))
                .containsExactly("CLOSE_CALL " + call.roomId(), "call_ended alice", "call_ended bob");
        assertThat(rules.end(ended, device(ALICE, "p_0"), BEGUN + 70_000)).isSameAs(ended);
    }

    @Test
    void ringingEndsAMinuteAfterTheFirstDeviceRang() {
        assertThat(rules.expire(call, BEGUN + 7_199_999)).isSameAs(call);
        assertThat(rules.expire(call, BEGUN + 7_200_000).status()).isEqualTo("missed");
        Call rang = rules.rang(call, toBob, BEGUN + 1_000_000);
        assertThat(rules.rang(rang, toBob, BEGUN + 1_030_000)).isSameAs(rang);
        assertThat(rules.expire(rang, BEGUN + 1_059_999)).isSameAs(rang);
        Call missed = rules.expire(rang, BEGUN + 1_060_000);
        assertThat(missed.status()).isEqualTo("missed");
        assertThat(missed.participants()).containsExactly(ALICE);
        assertThat(missed.called()).containsExactly(BOB);
        assertThat(news(rang, missed))
                .containsExactly(
                        "invitation_cancelled bob timeout",
                        "invitation_cancelled alice timeout",
                        "CLOSE_CALL " + call.roomId());
    }

    @Test
    void aCallerWhoIsBlockedRingsNobodyAndCannotTell() {
        Call barred =
                rules.begin(callId(), device(ALICE, "p_0"), "audio", List.of(new CallRules.Invitee(BOB, true)), BEGUN);
        String invitation = barred.invitations().get(0).id();
        assertThat(told(barred)).containsExactly("OPEN_CALL " + barred.roomId());
        assertThat(barred.called()).isEmpty();
        assertRefused(Code.INVITATION_UNKNOWN, () -> rules.accept(barred, invitation, device(BOB, "p_1"), BEGUN));
        Call missed = rules.expire(barred, BEGUN + 60_000);
        assertThat(news(barred, missed))
                .containsExactly("invitation_cancelled alice timeout", "CLOSE_CALL " + barred.roomId());
    }

    @Test
    void anActiveCallEndsWhenNobodyIsLeftButNotWhilePeopleAreOnTheirWay() {
        Call accepted = rules.accept(call, toBob, device(BOB, "p_1"), BEGUN);
        assertThat(rules.deserted(call, BEGUN + 99_000)).isSameAs(call);
        assertThat(rules.deserted(accepted, BEGUN + 29_999)).isSameAs(accepted);
        assertThat(rules.deserted(accepted, BEGUN + 30_000).status()).isEqualTo("completed");
    }

    @Test
    void noCallIsOlderThanADay() {
        Call accepted = rules.accept(call, toBob, device(BOB, "p_1"), BEGUN);
        assertThat(rules.expire(accepted, BEGUN + 86_399_999)).isSameAs(accepted);
        assertThat(rules.expire(accepted, BEGUN + 86_400_000).status()).isEqualTo("completed");
    }

    @Test
    void whatIsOutOfDateIsNotDoneAnyMore() {
        Call accepted = rules.accept(call, toBob, device(BOB, "p_1"), BEGUN);
        assertThat(accepted.errands()).extracting(Errand::op).containsExactly(Op.OPEN_CALL, Op.NOTIFY, Op.NOTIFY);
        assertThat(accepted.errands().get(0).body().get("participants")).hasSize(2);
        Call ended = rules.end(accepted, device(BOB, "p_1"), BEGUN);
        assertThat(ended.errands()).extracting(Errand::op).doesNotContain(Op.OPEN_CALL, Op.RING);
    }

    @Test
    void numbersOfErrandsAreNotUsedTwice() {
        Call accepted = rules.accept(call, toBob, device(BOB, "p_1"), BEGUN);
        List<Long> numbers = Stream.concat(call.errands().stream(), accepted.errands().stream())
                .map(Errand::number)
                .toList();
        assertThat(numbers).doesNotHaveDuplicates().isSorted();
    }

    private Call begin(UserRef... invitees) {
        List<CallRules.Invitee> all =
                Stream.of(invitees).map(u -> new CallRules.Invitee(u, false)).toList();
        return rules.begin(callId(), device(ALICE, "p_0"), "video", all, BEGUN);
    }

    private static String callId() {
        return Ids.callId(new byte[16]);
    }

    private static Actor device(UserRef user, String peerId) {
        return new Actor(peerId, 1, user.username(), user, "d_1", "127.0.0.1");
    }

    private static List<String> told(Call call) {
        return call.errands().stream().map(CallRulesTest::words).toList();
    }

    private static List<String> news(Call before, Call after) {
        return after.errands().stream()
                .filter(errand -> !before.errands().contains(errand))
                .map(CallRulesTest::words)
                .toList();
    }

    private static String words(Errand errand) {
        var event = errand.body().path("event");
        if (event.isMissingNode()) {
            return errand.op() + " " + errand.key();
        }
        String reason = event.path("reason").asText();
        return (event.get("type").textValue() + " " + errand.key() + " " + reason).strip();
    }

    private static void assertRefused(Code code, ThrowingCallable step) {
        assertThatThrownBy(step).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code())
                .isEqualTo(code));
    }
}
