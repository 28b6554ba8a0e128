package dev.parley.storage;

import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failed call means. SQLSTATE codes: PostgreSQL's manual, appendix A. */
final class Failures {
    static final String UNIQUE_VIOLATION = "23505";

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    /** Connection, resources, operator's intervention (also a statement that ran out of time), rolled back, no password. */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "40", "28", "3D");
    /** Read-only, as a stand-by is before it is promoted; a lock that was not to be had. */
    private static final Set<String> AWAY_STATES = Set.of("25006", "25P03", "55P03");
    /** A zero character, which PostgreSQL cannot store in a text. */
    private static final Set<String> UNSTORABLE = Set.of("22021", "22P05");

    private Failures() {}

    static boolean isTimeout(Throwable failure) {
        return failure instanceof TimeoutException;
    }

    static boolean hasState(Throwable failure, String state) {
        return failure instanceof PgException error && state.equals(error.getSqlState());
    }

    /** {@code unavailable} for whatever may pass, the same failure for what is a mistake in the statement or its data. */
    static Throwable toRefusal(Throwable failure) {
        if (failure instanceof PgException error) {
            return ofState(error);
        }
        if (failure instanceof VertxException || failure instanceof IOException || isTimeout(failure)) {
            return unavailable(failure);
        }
        return failure;
    }

    private static Throwable ofState(PgException error) {
        String state = String.valueOf(error.getSqlState());
        if (UNSTORABLE.contains(state)) {
            return Refusal.invalid("A text holds a character that cannot be stored. Leave out zero characters.");
        }
        boolean away = state.length() == 5 && AWAY.contains(state.substring(0, 2));
        return away || AWAY_STATES.contains(state) ? unavailable(error) : error;
    }

    private static Refusal unavailable(Throwable failure) {
        LOG.debug("the database did not answer", failure);
        return new Refusal(Code.UNAVAILABLE, "The database does not answer at the moment. Try again in a few seconds.");
    }
}
