/** The published client of the Vert.x event-bus bridge, made to speak in promises. */
import EventBus, { type BusError } from '@vertx/eventbus-bridge-client.js';

export type Transport = 'websocket' | 'xhr-streaming' | 'xhr-polling';

export const SERVER = process.env.PARLEY_URL?.replace(/\/+$/, '') ?? '';

export class Bus {
  /** Frames that answered no request and belonged to no handler. */
  readonly strays: unknown[] = [];

  private closing = false;

  private constructor(private readonly bus: EventBus) {
    // heartbeats that the server sends unasked belong to no handler
    bus.onunhandled = (frame) => void (frame.type === 'pong' || this.strays.push(frame));
  }

  static open(transport: Transport): Promise<Bus> {
    return new Promise((resolve, reject) => {
      const bus = new EventBus(`${SERVER}/eventbus`, { transports: [transport], vertxbus_ping_interval: 2_000 });
      const opened = new Bus(bus);
      bus.onopen = () => resolve(opened);
      bus.onclose = ({ code, reason }) => {
        const closed = `closed with ${code} ${reason}`;
        if (!opened.closing) opened.strays.push(closed);
        reject(new Error(closed));
      };
    });
  }

  /** Rejects with what the `err` frame held. */
  request<T>(address: string, body: unknown): Promise<T> {
    return new Promise((resolve, reject) => {
      this.bus.send(address, body, {}, (error, message) => (error ? reject(error) : resolve(message.body as T)));
    });
  }

  /** The error of a request that must be refused. */
  async refusal(address: string, body: unknown): Promise<BusError> {
    const answer = await this.request(address, body).then(
      (reply) => ({ reply }),
      (error: BusError) => error,
    );
    if ('reply' in answer) throw new Error(`accepted with ${JSON.stringify(answer.reply)}`);
    return answer;
  }

  /** Collects everything that is pushed to an address, errors as well. */
  collect<T>(address: string): { readonly bodies: T[]; readonly errors: BusError[] } {
    const collected = { bodies: [] as T[], errors: [] as BusError[] };
    this.bus.registerHandler(address, {}, (error, message) => {
      if (error) collected.errors.push(error);
      else collected.bodies.push(message.body as T);
    });
    return collected;
  }

  publish(address: string, body: unknown): void {
    this.bus.publish(address, body);
  }

  close(): void {
    this.closing = true;
    this.bus.close();
  }
}
