package dev.parley.signaling;

import dev.parley.protocol.UserRef;
import dev.parley.signaling.calls.Archive.Found;
import io.vertx.core.Future;

/** Accounts as others see them. Every call ends within 3 s, with {@code unavailable} when they cannot be read. */
interface Directory {
    /** The account of that name, null when there is none; names are taken in any form. @param asking null for a service */
    Future<Found> find(String username, UserRef asking);

    /** From now on {@code username} cannot ring {@code user} nor see where it is. Fails with {@code user_unknown}. */
    Future<Void> block(UserRef user, String username);

    Future<Void> unblock(UserRef user, String username);
}
