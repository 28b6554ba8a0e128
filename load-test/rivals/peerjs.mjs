// The PeerJS server as it is. It is one process by nature: it knows no cluster. node --expose-gc peerjs.mjs --port P

import { PeerServer } from 'peer';
import { control, option } from './control.mjs';

// more sockets than its default of 5,000
const settings = { host: '127.0.0.1', port: Number(option('port')), path: '/', concurrent_limit: 1_000_000 };
PeerServer(settings).use((request, response, next) => control(request, response) || next());
