package dev.parley.chaos;

import java.util.Locale;

/** Where nodes run. */
enum Network {
    /** In namespaces where that is possible. */
    AUTO,
    NAMESPACES,
    LOOPBACK;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
