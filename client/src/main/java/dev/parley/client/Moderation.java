package dev.parley.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;

/** What hosts and moderators may do. Any thread; futures fail with {@link RequestException}. */
public final class Moderation {
    private final Room room;

    Moderation(Room room) {
        this.room = room;
    }

    public Future<Void> kick(String peerId) {
        return about("kick", peerId);
    }

    public Future<Void> ban(String peerId) {
        return about("ban", peerId);
    }

    /** @param subject {@code user:ID} or {@code device:ID} */
    public Future<Void> unban(String subject) {
        return ask("unban", room.body().put("subject", subject));
    }

    /** Asks a peer to mute itself. */
    public Future<Void> mute(String peerId) {
        return about("mute", peerId);
    }

    /** @param role {@code host}, {@code moderator} or {@code guest} */
    public Future<Void> promote(String peerId, String role) {
        return ask("promote", room.body().put("peerId", peerId).put("role", role));
    }

    public Future<Void> lock(boolean locked) {
        return ask("lock", room.body().put("locked", locked));
    }

    /** Lets somebody in who waits in the lobby, or sends it away. */
    public Future<Void> admit(String peerId, boolean allow) {
        return ask("admit", room.body().put("peerId", peerId).put("allow", allow));
    }

    private Future<Void> about(String name, String peerId) {
        return ask(name, room.body().put("peerId", peerId));
    }

    private Future<Void> ask(String name, ObjectNode body) {
        return room.ask(name, body).mapEmpty();
    }
}
