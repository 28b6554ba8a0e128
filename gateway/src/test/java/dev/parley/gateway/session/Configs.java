package dev.parley.gateway.session;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.token.JwtSettings;
import dev.parley.protocol.IceServers;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;

/** Configurations for tests: what a node has by default, a few values changed. */
final class Configs {
    static final String SECRET = "0123456789abcdef0123456789abcdef";
    static final int FRAME_BYTES = 4_096;
    static final int WRITE_QUEUE_BYTES = 8_192;

    boolean rate = true;
    int requestsPerSecond = 200;
    int requestsBurst = 1_000;
    int addressRequestsPerSecond = 4_000;
    int addressBurst = 20_000;
    int opensPerSecond = 200;
    int opensBurst = 2_000;
    int openingsAtOnce = 128;
    int openingsWaiting = 1_000;
    int emptyRooms = 3;
    int registersPerSocket = 10;
    int roomsPerSession = 4;
    int drainSpreadMs = 5_000;

    GatewayConfig build() {
        GatewayConfig.Limits limits = new GatewayConfig.Limits(
                rate,
                requestsPerSecond,
                requestsBurst,
                addressRequestsPerSecond,
                addressBurst,
                opensPerSecond,
                opensBurst,
                openingsAtOnce,
                openingsWaiting,
                emptyRooms,
                FRAME_BYTES,
                WRITE_QUEUE_BYTES,
                registersPerSocket);
        return new GatewayConfig(
                new HttpServerOptions(),
                SECRET,
                JwtSettings.withSecret(SECRET),
                "http://127.0.0.1:8080",
                List.of(),
                List.of(),
                10_000,
                65_536,
                10_000,
                30_000,
                5_000,
                drainSpreadMs,
                roomsPerSession,
                limits,
                null,
                IceServers.ofStun(List.of()),
                false,
                false);
    }
}
