import http from 'node:http';

// Vert.x closes the connection after every poll without saying so first. Browsers take it in their stride and open
// another; Node's agent would fail the next request on the dead one.
http.globalAgent = new http.Agent({ keepAlive: false });
