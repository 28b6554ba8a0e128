package dev.parley.client;

/** What a client has counted since its start. Read it on the client's loop. */
public final class Stats {
    long connects;
    long resyncs;
    long repeats;
    long duplicates;
    long gaps;
    long foreign;
    long rewinds;

    Stats() {}

    /** Sessions opened or resumed. */
    public long connects() {
        return connects;
    }

    /** Explicit gaps: new owners, and rings that had run over. */
    public long resyncs() {
        return resyncs;
    }

    /** Frames whose number had been there before; the contract allows none on one connection. */
    public long repeats() {
        return repeats;
    }

    /** Signals that came twice under a new epoch, and were dropped. */
    public long duplicates() {
        return duplicates;
    }

    /** Frames that came before one that was missing; the contract allows none. */
    public long gaps() {
        return gaps;
    }

    /** Frames of another epoch than the stream's, without a resync; the contract allows none. */
    public long foreign() {
        return foreign;
    }

    /** Times that signals were sent again from the lowest that was not settled. */
    public long rewinds() {
        return rewinds;
    }
}
