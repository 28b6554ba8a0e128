package dev.parley.storage;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Call records to and from the parameters and rows of {@link CallSql}. */
final class CallRows {
    private CallRows() {}

    static Tuple call(CallRecord call) {
        return Tuple.of(
                call.callId(),
                call.roomId(),
                call.callType(),
                call.createdBy(),
                call.status(),
                Times.column(call.createdAt()),
                Times.column(call.startedAt()),
                Times.column(call.endedAt()),
                call.endedBy(),
                call.duration(),
                call.version());
    }

    static List<Tuple> invitations(CallRecord call) {
        List<Tuple> rows = new ArrayList<>();
        for (InvitationRecord invitation : call.invitations()) {
            rows.add(Tuple.of(
                    invitation.id(),
                    call.callId(),
                    call.createdBy(),
                    invitation.inviteeId(),
                    invitation.status(),
                    invitation.reason(),
                    Times.column(invitation.createdAt()),
                    Times.column(invitation.deliveredAt()),
                    Times.column(invitation.answeredAt()),
                    Times.column(invitation.expiresAt())));
        }
        return rows;
    }

    /** All at the moment of the call, which never changes: a row keeps its place while people page. */
    static List<Tuple> history(CallRecord call) {
        List<Tuple> rows = new ArrayList<>();
        rows.add(historyRow(call, call.createdBy(), "out", call.status()));
        for (InvitationRecord invitation : call.invitations()) {
            rows.add(historyRow(call, invitation.inviteeId(), "in", invitation.outcome(call.status())));
        }
        return rows;
    }

    static CallRecord callOf(Row row, RowSet<Row> invitations) {
        List<InvitationRecord> parts = new ArrayList<>();
        invitations.forEach(part -> parts.add(invitationOf(part)));
        return new CallRecord(
                row.getString("id"),
                row.getString("room_id"),
                row.getString("call_type"),
                row.getString("created_by"),
                row.getString("status"),
                Times.ms(row.getOffsetDateTime("created_at")),
                Times.ms(row.getOffsetDateTime("started_at")),
                Times.ms(row.getOffsetDateTime("ended_at")),
                row.getString("ended_by"),
                row.getInteger("duration_s"),
                row.getLong("version"),
                parts);
    }

    static CallSummary summary(Row row) {
        return new CallSummary(
                row.getString("id"),
                row.getString("room_id"),
                row.getString("call_type"),
                row.getString("created_by"),
                Arrays.asList(row.getArrayOfStrings("participants")),
                row.getString("status"),
                row.getString("direction"),
                row.getString("outcome"),
                Times.ms(row.getOffsetDateTime("at")),
                Times.ms(row.getOffsetDateTime("started_at")),
                Times.ms(row.getOffsetDateTime("ended_at")),
                row.getInteger("duration_s"));
    }

    private static Tuple historyRow(CallRecord call, String userId, String direction, String status) {
        return Tuple.of(call.callId(), userId, direction, status, Times.column(call.createdAt()));
    }

    private static InvitationRecord invitationOf(Row row) {
        return new InvitationRecord(
                row.getString("id"),
                row.getString("invitee_id"),
                row.getString("status"),
                row.getString("reason"),
                Times.ms(row.getOffsetDateTime("created_at")),
                Times.ms(row.getOffsetDateTime("delivered_at")),
                Times.ms(row.getOffsetDateTime("answered_at")),
                Times.ms(row.getOffsetDateTime("expires_at")));
    }
}
