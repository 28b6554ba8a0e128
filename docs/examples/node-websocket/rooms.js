// Lists rooms, tells a room something, closes it: with the published client of the Vert.x event-bus bridge.
import EventBus from '@vertx/eventbus-bridge-client.js';

const { PARLEY_URL = 'http://127.0.0.1:8080', PARLEY_TOKEN } = process.env;
const [command = 'list', roomId, text] = process.argv.slice(2);

/** A request that is answered with the body, or fails with the server's code and sentence. */
const asker = (bus) => (address, body) =>
  new Promise((done, failed) =>
    bus.send(address, body, (error, answer) =>
      error ? failed(new Error(`${error.message}: ${error.detail}`)) : done(answer.body),
    ),
  );

const commands = {
  async list(ask) {
    let cursor = '';
    while (cursor !== null) {
      const page = await ask('rooms.request.list', { cursor, limit: 200 });
      for (const room of page.rooms) console.log(room.roomId, room.peers, room.visibility);
      cursor = page.cursor;
    }
  },
  async broadcast(ask) {
    const told = await ask('rooms.request.broadcast', { roomId, data: { text } });
    console.log('told', told.peers);
  },
  async close(ask) {
    await ask('rooms.request.delete', { roomId });
    console.log('closed', roomId);
  },
};

const bus = new EventBus(`${PARLEY_URL}/eventbus`);
bus.onopen = async () => {
  const ask = asker(bus);
  try {
    await ask('session.open', { protocol: 1, token: PARLEY_TOKEN });
    await commands[command](ask);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    bus.close();
  }
};
