package dev.parley.gateway.session;

/** The lane's clock: runs work on its event loop later. */
@FunctionalInterface
public interface Timers {
    void after(long ms, Runnable work);
}
