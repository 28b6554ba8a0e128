package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class EndingConnectionsTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(EndingConnections.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    @Test
    void aSendThatThrowsIsSurvived() {
        EndingConnections.survive("gateway.a.0", () -> {
            throw new IllegalStateException("Promise already completed");
        });
        assertNoError();
    }

    /** A promise that refuses to be failed, as the bus's is, fails out of the future that it listens to. */
    @Test
    void whatVertxFailsTwiceByItselfIsNoError() {
        Promise<Void> refusing = Promise.promise();
        refusing.fail("the first time");
        Throwable thrown = null;
        try {
            Future.<Void>failedFuture("the second time").onComplete(refusing);
        } catch (IllegalStateException twice) {
            thrown = twice;
        }
        assertThat(thrown).isNotNull();
        EndingConnections.uncaught(thrown);
        assertNoError();
    }

    @Test
    void whatWeFailTwiceIsAnError() {
        Promise<Void> promise = Promise.promise();
        promise.fail("the first time");
        try {
            promise.fail("the second time");
        } catch (IllegalStateException ours) {
            EndingConnections.uncaught(ours);
        }
        assertThat(log.list).singleElement().satisfies(e -> assertThat(e.getLevel())
                .isEqualTo(Level.ERROR));
    }

    @Test
    void anythingElseIsAnError() {
        EndingConnections.uncaught(new IllegalStateException("planted"));
        assertThat(log.list).singleElement().satisfies(e -> assertThat(e.getLevel())
                .isEqualTo(Level.ERROR));
    }

    private void assertNoError() {
        assertThat(log.list).noneMatch(e -> e.getLevel().isGreaterOrEqual(Level.WARN));
    }
}
