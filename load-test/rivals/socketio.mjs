// One node of a signaling server as the guides of Socket.IO and of its Redis adapter show it: a socket's own room is its
// address, signals are emitted to it, and who is in a room is kept in a Redis hash, for the adapter keeps no roster with
// names. node --expose-gc socketio.mjs --port P --redis P

import { createServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import { createClient } from 'redis';
import { Server } from 'socket.io';
import { control, option } from './control.mjs';

const redis = createClient({ url: `redis://127.0.0.1:${option('redis')}` });
const subscriber = redis.duplicate();
await Promise.all([redis.connect(), subscriber.connect()]);

const http = createServer((request, response) => {
  if (!control(request, response)) {
    response.writeHead(404).end();
  }
});
const io = new Server(http, {
  adapter: createAdapter(redis, subscriber),
  transports: ['websocket'],
  serveClient: false,
});

io.on('connection', (socket) => {
  const rooms = new Set();

  socket.on('signal', (to, signal, acknowledge) => {
    io.to(to).emit('signal', { from: socket.id, ...signal });
    acknowledge();
  });

  socket.on('join', async (room, name, acknowledge) => {
    rooms.add(room);
    socket.join(room);
    await redis.hSet(`room:${room}`, socket.id, JSON.stringify({ peerId: socket.id, name }));
    socket.to(room).emit('peer-joined', { room, peerId: socket.id, name });
    const roster = await redis.hGetAll(`room:${room}`);
    acknowledge(Object.values(roster).map((peer) => JSON.parse(peer)));
  });

  socket.on('disconnect', async () => {
    for (const room of rooms) {
      io.to(room).emit('peer-left', { room, peerId: socket.id });
      await redis.hDel(`room:${room}`, socket.id);
    }
  });
});

http.listen(Number(option('port')), '127.0.0.1');
