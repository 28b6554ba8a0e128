package dev.parley.system.ops;

import dev.parley.client.RoomEvent;
import dev.parley.protocol.Ids;
import dev.parley.system.fixture.Crowd;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.Member;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;

/** A little of everything that a node measures: people, rooms, signals, a resume, REST, the database. For test threads. */
final class Bustle {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Crowd crowd;
    private final String url;
    private Member ann;
    private Member ben;

    /** @param url of the node whose REST is used */
    Bustle(Crowd crowd, String url) {
        this.crowd = crowd;
        this.url = url;
    }

    /** Two peers on the node {@code first} who have signalled, one of whom lost its connection and came back. */
    void begin(String roomId, int first) {
        ann = Member.join(crowd.open(first), roomId);
        ben = Member.join(crowd.open(first), roomId);
        ann.await(RoomEvent.PEER_JOINED, ben);
        goOn();
        ben.client().reconnect();
        Eventually.holds(() -> ann.heard(RoomEvent.PEER_UPDATED), () -> "nobody noticed the lost connection");
        goOn();
        register();
        get("/api/v1/rooms");
    }

    /** A few more signals. */
    void goOn() {
        for (int i = 0; i < 5; i++) {
            ann.send(ben, "{\"type\":\"offer\"}");
            ben.send(ann, "{\"type\":\"answer\"}");
        }
    }

    /** An account: the database and the password hashes have work. */
    void register() {
        String name = "ops-" + Ids.random(6).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "x");
        String body = "{\"username\":\"" + name + "\",\"password\":\"correct horse battery\"}";
        send(HttpRequest.newBuilder(URI.create(url + "/api/v1/auth/register"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    String get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)));
    }

    private static String send(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .join()
                .body();
    }
}
