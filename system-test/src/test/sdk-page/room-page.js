// A room by the SDK alone, for what the application has no switch for; shows itself to tests as the application does.
const main = document.querySelector('main');
const videoOf = ({ id }) => main.querySelector(`[data-peer-id="${id}"]`);

function show(peer) {
  const video = Object.assign(document.createElement('video'), { autoplay: true, srcObject: peer.stream });
  video.dataset.peerId = peer.id;
  main.append(video);
}

/** Lets tests enter rooms; `begin` is told of the room, `e2ee` is what the encryption needs besides the secret. */
export function roomPage({ Parley, begin = () => {}, e2ee }) {
  window.enter = async (roomId, { client: clientOptions, join }) => {
    const client = new Parley({ endpoints: location.origin, ...clientOptions });
    window.parley = { client, room: undefined };
    const encryption = join.e2ee && { e2ee: { ...join.e2ee, ...e2ee } };
    const room = await client.join(roomId, { media: { audio: true, video: true }, ...join, ...encryption });
    window.parley = { client, room };
    begin(room);
    for (const peer of room.peers) show(peer);
    room.on('peer:join', show);
    room.on('peer:leave', (peer) => videoOf(peer)?.remove());
    room.on('reconnecting', () => (document.documentElement.dataset.state = 'reconnecting'));
    room.on('reconnected', () => (document.documentElement.dataset.state = 'joined'));
    room.on('ended', () => (document.documentElement.dataset.state = 'ended'));
    document.documentElement.dataset.state = 'joined';
  };
}
