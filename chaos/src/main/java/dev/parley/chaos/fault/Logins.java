package dev.parley.chaos.fault;

import dev.parley.chaos.nodes.Waiting;
import dev.parley.load.server.BenchException;
import dev.parley.protocol.Ids;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Attempts to log in as somebody whom no node can remember, one at a time, each at the next node. Blocks. */
final class Logins {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CHARS = 8;
    private static final int UNAUTHORIZED = 401;
    /** Wrong passwords of one address are soon answered with it; it is an answer of a database that is there. */
    private static final int TOO_MANY = 429;

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final Trial trial;
    private final List<Double> seconds = new ArrayList<>();
    private final List<Integer> statuses = new ArrayList<>();

    Logins(Trial trial) {
        this.trial = trial;
    }

    /** Waits until logins are decided again. @return seconds, infinite when that did not come in time */
    static double served(Trial trial, Duration within) {
        long from = System.nanoTime();
        Logins logins = new Logins(trial);
        boolean served = Waiting.until(
                () -> {
                    int status = logins.tryOne();
                    return status == UNAUTHORIZED || status == TOO_MANY;
                },
                within);
        return served ? (System.nanoTime() - from) / 1e9 : Double.POSITIVE_INFINITY;
    }

    /** @return the status, 0 without an answer */
    int tryOne() {
        String url = trial.nodes().urls().get(statuses.size() % trial.nodes().size());
        String body = "{\"username\":\"nobody" + Ids.random(CHARS).replaceAll("[^A-Za-z0-9]", "x")
                + "\",\"password\":\"correct horse battery\"}";
        HttpRequest login = HttpRequest.newBuilder(URI.create(url + "/api/v1/auth/login"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        long from = System.nanoTime();
        int status = status(login);
        seconds.add((System.nanoTime() - from) / 1e9);
        statuses.add(status);
        return status;
    }

    private static int status(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException silent) {
            return 0;
        } catch (InterruptedException interrupted) {
            throw new BenchException("interrupted");
        }
    }

    List<Double> seconds() {
        return seconds;
    }

    /** How many were answered otherwise. */
    long others(int status) {
        return statuses.stream().filter(answered -> answered != status).count();
    }
}
