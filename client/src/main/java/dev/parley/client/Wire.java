package dev.parley.client;

/** What rooms and requests need of the connection. */
interface Wire {
    /** Whether the session is open: frames reach the server now. */
    boolean isOpen();

    void send(String frame);

    Loop loop();

    Requests requests();

    Stats stats();
}
