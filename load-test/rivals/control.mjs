// What the comparison asks of a rival's process beside its own work: that it is ready, and its heap after a collection.

/** For an HTTP server's `request` event: true when the request was one of these and is answered. */
export function control(request, response) {
  if (request.url === '/health/ready') {
    response.end('ready');
    return true;
  }
  if (request.url === '/gc') {
    globalThis.gc();
    response.end(String(process.memoryUsage().heapUsed));
    return true;
  }
  return false;
}

/** The value of `--name VALUE` on the command line. */
export function option(name) {
  const at = process.argv.indexOf(`--${name}`);
  if (at < 0 || at + 1 >= process.argv.length) {
    throw new Error(`--${name} is missing`);
  }
  return process.argv[at + 1];
}
