package dev.parley.node.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.parley.node.config.LogConfig;
import dev.parley.node.config.LogLevel;
import java.net.URL;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** Sets the process's log to what the configuration says. */
public final class Logging {

    /** The operator's own logback file, by logback's own property, is never overridden. */
    private static final String OWN_FILE = "logback.configurationFile";

    private static final String WORD = "parley.log.";

    private Logging() {}

    /** Applies format and level; call it once, before anything else writes. */
    public static void configure(LogConfig log) {
        if (System.getProperty(OWN_FILE) == null
                && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            configure(context, log);
        }
    }

    static void configure(LoggerContext context, LogConfig log) {
        URL file = Logging.class.getResource("/logback.xml");
        context.reset();
        context.putProperty(WORD + "format", log.format().name().toLowerCase(Locale.ROOT));
        context.putProperty(WORD + "level", log.level().name());
        context.putProperty(WORD + "others", others(log.level()).name());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(file);
        } catch (JoranException e) {
            throw new IllegalStateException("logback.xml of this build is broken", e);
        }
    }

    /** Libraries stay a step quieter than the node itself. */
    private static LogLevel others(LogLevel own) {
        return switch (own) {
            case TRACE, DEBUG -> LogLevel.INFO;
            case INFO, WARN -> LogLevel.WARN;
            case ERROR -> LogLevel.ERROR;
        };
    }
}
