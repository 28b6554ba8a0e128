import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Emitter } from '../../sdk/emitter.ts';
import type { PeerState, RemotePeer, Room, RoomEvents } from '../../sdk/index.ts';
import { CallModel } from './call-model.ts';

class FakeRoom extends Emitter<RoomEvents> {
  readonly self = { peerId: 'me', displayName: 'Me', role: 'host', state: {}, joinedAt: 1 };
  readonly chat = { history: [], typing: () => {}, send: async () => 'id' };
  readonly channels = { get: () => new Emitter() };
  readonly local = { on: () => () => {}, active: () => true };
  readonly published: PeerState[] = [];
  peers: RemotePeer[] = [];
  state: PeerState = {};

  setState(part: PeerState): void {
    this.published.push(part);
    this.state = { ...this.state, ...part };
    this.emit('self', this.self as never);
  }

  come(id: string, state: PeerState = {}): void {
    const peer = { id, name: id.toUpperCase(), state, role: 'guest' } as RemotePeer;
    this.peers.push(peer);
    this.emit('peer:join', peer);
  }

  show(id: string, state: PeerState): void {
    const peer = this.peers.find((other) => other.id === id) as RemotePeer;
    Object.assign(peer, { state: { ...peer.state, ...state } });
    this.emit('peer:state', peer);
  }

  go(id: string): void {
    const peer = this.peers.find((other) => other.id === id) as RemotePeer;
    this.peers = this.peers.filter((other) => other !== peer);
    this.emit('peer:leave', peer, 'left');
  }

  say(from: string, text: string, own = false): void {
    this.emit('chat', { id: crypto.randomUUID(), from, name: from.toUpperCase(), own, text, at: new Date() });
  }
}

function inRoom() {
  const room = new FakeRoom();
  const [said, whispered, news]: [string[], string[], string[]] = [[], [], []];
  const model = new CallModel(room as unknown as Room, {
    ...{ changed: () => {}, lobby: () => {}, smallWindow: () => {}, leave: () => {} },
    say: (text) => said.push(text),
    whisper: (text) => whispered.push(text),
    news: (text) => news.push(text),
  });
  return { room, model, said, whispered, news };
}

describe('in a room', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('a message is news until the chat is open', () => {
    const { room, model, news } = inRoom();
    room.say('ann', 'hello');
    expect([model.chat.log.unread, news]).toEqual([1, ['ANN: hello']]);
    model.command('chat');
    room.say('ann', 'again');
    expect([model.panel, model.chat.log.unread, news.length]).toEqual(['chat', 0, 1]);
    model.command('people');
    model.drop([], true);
    expect([model.panel, model.chat.tray.problem.includes('Folders')]).toEqual(['chat', true]);
    model.command('people');
    room.say('me', 'mine', true);
    room.say('ann', 'there?');
    expect([model.panel, model.chat.log.unread]).toEqual(['people', 1]);
  });

  it('the hands of others are told of, one’s own is whispered', () => {
    const { room, model, said, whispered } = inRoom();
    room.come('ann', { hand: true });
    room.come('ben');
    room.show('ben', { hand: true });
    room.show('ben', { hand: true, audio: true });
    model.command('hand');
    expect([said, whispered]).toEqual([['BEN raised a hand.'], ['You raised your hand.']]);
    expect(model.live.hands.order).toEqual(['ann', 'ben', 'me']);
    model.command('hand');
    room.go('ann');
    expect(model.live.hands.order).toEqual(['ben']);
  });

  it('a reaction is published at most so often', () => {
    const { room, model } = inRoom();
    for (let count = 0; count < 50; count += 1) model.react('👍');
    expect(room.published).toHaveLength(1);
    expect(room.published[0]).toMatchObject({ reaction: { emoji: '👍' } });
    expect(model.live.reactions.current(performance.now())).toMatchObject([{ peer: 'me', emoji: '👍' }]);
  });

  it('everybody learns who records, and when nobody does any more', () => {
    const { room, model, said } = inRoom();
    room.come('ann', { recording: true });
    room.come('ben');
    expect(model.recording).toEqual(['ANN']);
    room.show('ben', { recording: true });
    room.go('ann');
    room.show('ben', { recording: false });
    expect(said).toEqual(['BEN records this call.', 'Nobody records any more.']);
  });

  it('who shares a screen last comes last, and a pin goes with its peer', () => {
    const { room, model } = inRoom();
    for (const id of ['ann', 'ben']) room.come(id);
    room.show('ben', { screen: true });
    room.show('ann', { screen: true });
    expect(model.live.shares).toEqual(['ben', 'ann']);
    model.pin('ann');
    expect(model.pinned).toBe('ann');
    room.go('ann');
    expect([model.pinned, model.live.shares]).toEqual([undefined, ['ben']]);
  });

  it('a choice of the view lets a pin go', () => {
    const { room, model } = inRoom();
    room.come('ann');
    model.pin('ann');
    model.command('view');
    expect([model.mode, model.pinned]).toEqual(['speaker', undefined]);
    model.pin('ann');
    model.pin('ann');
    expect(model.pinned).toBeUndefined();
  });

  it('nothing is said any more once one has left', () => {
    const { room, model, said } = inRoom();
    room.come('ann');
    model.stop();
    room.show('ann', { hand: true });
    vi.runAllTimers();
    expect(said).toEqual([]);
  });
});
