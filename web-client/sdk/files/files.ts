import type { Channel } from '../data/channel.ts';
import { Emitter } from '../emitter.ts';
import type { Room } from '../room/room.ts';
import type { RemotePeer } from '../rtc/remote-peer.ts';
import { ParleyError } from '../wire/codes.ts';
import { IncomingFile } from './incoming-file.ts';
import { type FileNote, readChunk, readFileNote, safeName } from './notes.ts';
import { OutgoingFile } from './outgoing-file.ts';

export interface FilesOptions {
  /** Larger files are refused without asking, bytes. Default: 256 MiB. */
  readonly maxBytes?: number;
}

export type FilesEvents = {
  /** Accept it or refuse it; its name holds no path. */
  offer: [file: IncomingFile, from: RemotePeer];
};

const MAX_BYTES = 268_435_456;
/** Files of one peer that are not over, each way. */
const AT_A_TIME = 16;
const ANSWERS = 256;

/**
 * Files between the peers of a room, several at a time, sealed where the room is. Whoever wants to be offered some makes
 * one. A transfer outlives the connection to the peer, but not the peer's stay.
 */
export class Files extends Emitter<FilesEvents> {
  private readonly channel: Channel;
  private readonly outgoing = new Map<number, OutgoingFile>();
  private readonly incoming = new Map<string, IncomingFile>();
  private readonly maxBytes: number;
  /** How files ended whose sender may not have heard it. */
  private readonly answers = new Map<string, FileNote>();
  private nextId = 1;

  constructor(room: Room, { maxBytes = MAX_BYTES }: FilesOptions = {}) {
    super();
    this.maxBytes = maxBytes;
    this.channel = room.channels.get('parley.files');
    this.channel.on('message', (peer, data) => this.received(peer, data));
    this.channel.on('open', ({ id }) => this.opened(id));
    this.channel.on('close', ({ id }) => this.each(id, (transfer) => transfer.disconnected()));
    room.on('peer:leave', ({ id }) => this.gone(id, new ParleyError('peer_unknown', 'The peer has left.')));
    room.on('ended', () => this.gone(undefined, new ParleyError('closed', 'The room was left.')));
  }

  /** Offers a file to a peer. @throws `unavailable` while 16 others to it are not over */
  send(peerId: string, file: Blob & { readonly name?: string }, name = file.name ?? 'file'): OutgoingFile {
    const going = [...this.outgoing.values()].filter((transfer) => transfer.peerId === peerId);
    if (going.length >= AT_A_TIME) throw new ParleyError('unavailable', 'Wait for other files to be through.');
    const id = this.nextId;
    this.nextId += 1;
    const transfer = new OutgoingFile(id, file, safeName(name), peerId, {
      note: (note) => this.channel.send(note, { to: peerId }),
      chunk: (bytes) => this.channel.send(bytes, { to: peerId }),
    });
    this.outgoing.set(id, transfer);
    transfer.done.catch(() => {}).then(() => this.outgoing.delete(id));
    transfer.offer();
    return transfer;
  }

  private received(peer: RemotePeer, data: unknown): void {
    if (data instanceof ArrayBuffer) {
      const chunk = readChunk(data);
      if (chunk) this.incoming.get(`${peer.id} ${chunk.id}`)?.chunk(chunk.offset, chunk.bytes);
      return;
    }
    const note = readFileNote(data);
    if (note?.t === 'offer') this.offered(peer, note);
    else if (note && isForReceiver(note)) this.incoming.get(`${peer.id} ${note.id}`)?.note(note);
    else if (note && this.outgoing.get(note.id)?.peerId === peer.id) this.outgoing.get(note.id)?.note(note);
    // it was ended here, and the word of it was lost with a connection
    else if (note?.t === 'want') this.tell(peer.id, { t: 'stop', id: note.id, of: 'sender', why: 'cancelled' });
  }

  private offered(peer: RemotePeer, offer: Extract<FileNote, { t: 'offer' }>): void {
    const { id, size } = offer;
    const key = `${peer.id} ${id}`;
    const answer = this.answers.get(key);
    if (answer) return this.tell(peer.id, answer);
    if (this.incoming.has(key)) return;
    const waiting = [...this.incoming.values()].filter(({ peerId }) => peerId === peer.id).length;
    const why = size > this.maxBytes ? 'too_large' : waiting >= AT_A_TIME ? 'refused' : undefined;
    if (why) return this.tell(peer.id, { t: 'stop', id, of: 'receiver', why });
    const file = new IncomingFile(id, { ...offer, name: safeName(offer.name) }, peer.id, {
      note: (said) => this.channel.send(said, { to: peer.id }),
      ended: (last) => this.remember(key, last),
    });
    this.incoming.set(key, file);
    file.done.catch(() => {}).then(() => this.incoming.delete(key));
    this.emit('offer', file, peer);
  }

  private tell(peerId: string, note: FileNote): void {
    this.channel.send(note, { to: peerId }).catch(() => {});
  }

  private remember(key: string, last: FileNote): void {
    this.answers.set(key, last);
    if (this.answers.size > ANSWERS) this.answers.delete(this.answers.keys().next().value as string);
  }

  /** A new connection: the sender says what it still offers, the receiver from where it goes on. */
  private opened(peerId: string): void {
    for (const file of this.outgoing.values()) if (file.peerId === peerId) file.offer();
    for (const file of this.incoming.values()) if (file.peerId === peerId) file.reopened();
  }

  private gone(peerId: string | undefined, error: ParleyError): void {
    this.each(peerId, (transfer) => transfer.lost(error));
  }

  private each(peerId: string | undefined, run: (transfer: OutgoingFile | IncomingFile) => void): void {
    for (const transfer of [...this.outgoing.values(), ...this.incoming.values()]) {
      if (peerId === undefined || transfer.peerId === peerId) run(transfer);
    }
  }
}

function isForReceiver(note: FileNote): boolean {
  return note.t === 'end' || (note.t === 'stop' && note.of === 'sender');
}
