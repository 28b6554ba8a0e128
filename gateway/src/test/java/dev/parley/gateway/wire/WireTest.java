package dev.parley.gateway.wire;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A class of tests with one server, whose log must be empty in the end. */
abstract class WireTest {
    protected static GatewayServer server;
    private static CapturedLog log;

    @BeforeAll
    static void start() {
        log = new CapturedLog();
        server = new GatewayServer();
    }

    @AfterAll
    static void stop() {
        server.close();
        log.close();
        log.assertEmpty();
    }
}
