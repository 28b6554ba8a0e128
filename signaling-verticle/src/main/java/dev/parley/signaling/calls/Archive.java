package dev.parley.signaling.calls;

import dev.parley.protocol.Slice;
import dev.parley.protocol.UserRef;
import io.vertx.core.Future;
import java.util.List;

/**
 * Where calls are recorded for good, and where people are looked up. Every call ends within 3 s; when the record cannot be
 * reached it fails with {@code unavailable}.
 */
public interface Archive {
    /** A user as callers find it. @param barred it has blocked the asking one */
    record Found(UserRef user, String displayName, boolean barred) {}

    /** The users of these names, without those that do not exist. @param asking null for a service */
    Future<List<Found>> find(List<String> usernames, UserRef asking);

    /** Records a call as it is; an older version than the recorded one changes nothing. */
    Future<Void> save(Call call);

    /** One page of a user's calls, newest first, as JSON {@code {calls, cursor}}. */
    Future<Slice> page(String userId, String cursor, int limit);

    /** A call as its caller sees it in the history, null when it is not recorded. */
    Future<Slice> record(String callId);

    /** Whether the invitation is recorded as this user's. */
    Future<Boolean> knows(String callId, String invitationId, String userId);
}
