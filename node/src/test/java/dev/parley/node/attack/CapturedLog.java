package dev.parley.node.attack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Errors, and warnings with a stack trace, that were logged while it was open: no attack is worth one. */
final class CapturedLog implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            boolean isError = event.getLevel().isGreaterOrEqual(Level.ERROR);
            if (isError || (event.getLevel() == Level.WARN && event.getThrowableProxy() != null)) {
                lines.add(event.getLoggerName() + ": " + event.getFormattedMessage() + " / "
                        + (event.getThrowableProxy() == null
                                ? ""
                                : event.getThrowableProxy().getClassName()));
            }
        }
    };

    CapturedLog() {
        appender.start();
        root().addAppender(appender);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    void assertEmpty() {
        assertThat(lines).isEmpty();
    }

    @Override
    public void close() {
        root().detachAppender(appender);
        appender.stop();
    }
}
