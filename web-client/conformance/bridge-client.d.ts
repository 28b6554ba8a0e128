/** The published client has no types of its own. */
declare module '@vertx/eventbus-bridge-client.js' {
  interface BusError {
    readonly failureCode: number;
    readonly failureType: string;
    readonly message: string;
  }

  interface BusMessage {
    readonly address: string;
    readonly body: unknown;
  }

  type Handler = (error: BusError | null, message: BusMessage) => void;

  export default class EventBus {
    constructor(url: string, options?: Record<string, unknown>);
    onopen?: () => void;
    onclose?: (event: { code: number; reason: string }) => void;
    onunhandled: (frame: { readonly type: string }) => void;
    send(address: string, body: unknown, headers: Record<string, string>, callback?: Handler): void;
    publish(address: string, body: unknown, headers?: Record<string, string>): void;
    registerHandler(address: string, headers: Record<string, string>, handler: Handler): void;
    close(): void;
  }
}
