import { expect, vi } from 'vitest';
import type { JoinReply, RoomEvent, SignalEvent } from '../sdk/wire/room-messages.ts';
import type { SessionOpenReply } from '../sdk/wire/session-messages.ts';
import { Bus, type Transport } from './bus.ts';

/** Somebody in a room, by way of the published client alone. */
export class Member {
  private constructor(
    readonly bus: Bus,
    readonly session: SessionOpenReply,
    readonly joined: JoinReply,
    readonly events: readonly RoomEvent[],
    readonly signals: readonly SignalEvent[],
  ) {}

  static async join(transport: Transport, roomId: string, displayName: string): Promise<Member> {
    const bus = await Bus.open(transport);
    const session = await bus.request<SessionOpenReply>('session.open', { protocol: 1 });
    const joined = await bus.request<JoinReply>('rooms.request.join', { roomId, displayName });
    const { bodies: events } = bus.collect<RoomEvent>(`rooms.events.${roomId}`);
    const { bodies: signals } = bus.collect<SignalEvent>(`webrtc.signal.${roomId}.${session.peerId}`);
    return new Member(bus, session, joined, events, signals);
  }

  get peerId(): string {
    return this.session.peerId;
  }

  signal(to: Member, id: number, data: unknown): Promise<unknown> {
    const { roomId } = this.joined.room;
    return this.bus.request(`webrtc.signal.${roomId}.${to.peerId}`, { id, base: id, epoch: this.joined.epoch, data });
  }

  of<T extends RoomEvent['type']>(type: T): Extract<RoomEvent, { type: T }>[] {
    return this.events.filter((event): event is Extract<RoomEvent, { type: T }> => event.type === type);
  }

  /** Events and signals are one stream; from the join on it has no hole and no repeat. */
  expectOneStream(): void {
    const numbers = [...this.events, ...this.signals].map(({ seq }) => seq).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => this.joined.seq + 1 + index));
    expect(new Set([...this.events, ...this.signals].map(({ epoch }) => epoch))).toEqual(new Set([this.joined.epoch]));
  }
}

export function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 10_000, interval: 20 });
}
