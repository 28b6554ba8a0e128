package dev.parley.node.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.stream.Collectors;

/**
 * The word {@code %trace} of a pattern: the stack trace with every line behind a bar, so that no message of an exception
 * passes for a line of the log.
 */
public final class IndentedTrace extends ThrowableProxyConverter {

    private static final String BAR = "  | ";

    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        return super.throwableProxyToString(thrown)
                .lines()
                .map(line -> BAR + Escapes.line(line))
                .collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
    }
}
