/**
 * Just enough of RTCPeerConnection for negotiation: signaling states with rollback, mids, negotiationneeded, and
 * `connected` once both sides hold both descriptions. No network, no media.
 */
import { FakeDataChannel } from './fake-data-channel.ts';

type Handler<E = unknown> = ((event: E) => void) | null;

let counter = 0;
const nextId = () => {
  counter += 1;
  return counter;
};

export class FakeTrack {
  enabled = true;
  readonly id = `track${nextId()}`;
  readyState = 'live';
  muted = false;
  contentHint = '';
  label = '';
  settings: MediaTrackSettings = {};
  private readonly listeners = new Map<string, Set<() => void>>();
  constructor(readonly kind: string) {}
  stop(): void {
    this.readyState = 'ended';
  }
  getSettings = (): MediaTrackSettings => this.settings;
  addEventListener(type: string, listener: () => void): void {
    this.listeners.set(type, (this.listeners.get(type) ?? new Set()).add(listener));
  }
  /** What the browser tells of a track: `ended` when the device is gone, `mute`, `unmute`. */
  happen(type: 'ended' | 'mute' | 'unmute'): void {
    if (type === 'ended') this.readyState = 'ended';
    else this.muted = type === 'mute';
    for (const listener of this.listeners.get(type) ?? []) listener();
  }
}

export class FakeStream {
  private readonly tracks = new Set<FakeTrack>();
  getTracks = (): FakeTrack[] => [...this.tracks];
  addTrack = (track: FakeTrack): void => void this.tracks.add(track);
  removeTrack = (track: FakeTrack): void => void this.tracks.delete(track);
}

export class FakeTransceiver {
  mid: string | null = null;
  direction = 'recvonly';
  stopped = false;
  readonly receiver: { track: FakeTrack };
  readonly sender = {
    track: null as FakeTrack | null,
    replaceTrack: async (track: FakeTrack | null) => {
      this.sender.track = track;
    },
    parameters: { encodings: [{}] } as { encodings: RTCRtpEncodingParameters[] },
    getParameters: () => structuredClone(this.sender.parameters),
    setParameters: async (parameters: { encodings: RTCRtpEncodingParameters[] }) => {
      this.sender.parameters = parameters;
    },
  };
  /** Names of the codecs in the order that was asked for. */
  codecs: string[] = [];
  setCodecPreferences = (codecs: { mimeType: string }[]): void => {
    this.codecs = codecs.map(({ mimeType }) => mimeType);
  };
  constructor(readonly kind: string) {
    this.receiver = { track: new FakeTrack(kind) };
  }
  stop(): void {
    this.stopped = true;
  }
}

interface Description {
  readonly type: string;
  readonly sdp: string;
}

interface Lines {
  readonly ufrag: number;
  readonly media: { kind: string; mid: string }[];
  readonly data?: boolean;
}

/** Who is whose other side: connections by the session id of their descriptions. */
const byOrigin = new Map<number, FakePeerConnection>();

export class FakePeerConnection {
  readonly origin = nextId();
  signalingState = 'stable';
  connectionState = 'new';
  localDescription: Description | null = null;
  remoteDescription: Description | null = null;
  onnegotiationneeded: Handler = null;
  onicecandidate: Handler<{ candidate: { toJSON(): unknown } | null }> = null;
  onconnectionstatechange: Handler = null;
  ontrack: Handler<{ track: FakeTrack }> = null;
  ondatachannel: Handler<{ channel: FakeDataChannel }> = null;
  readonly channels: FakeDataChannel[] = [];
  /** How the media go. */
  route: 'host' | 'relay' = 'host';
  readonly candidates: unknown[] = [];
  readonly history: string[] = [];
  private transceivers: FakeTransceiver[] = [];
  private ufrag = nextId();
  private needed = false;
  private former: { local: Description | null; remote: Description | null } = { local: null, remote: null };

  constructor() {
    byOrigin.set(this.origin, this);
  }

  getTransceivers = (): FakeTransceiver[] => this.transceivers.filter(({ stopped }) => !stopped);
  getReceivers = () => this.getTransceivers().map(({ receiver }) => receiver);

  addTransceiver(
    trackOrKind: FakeTrack | string,
    init: { direction: string; sendEncodings?: RTCRtpEncodingParameters[] },
  ): FakeTransceiver {
    const transceiver = new FakeTransceiver(typeof trackOrKind === 'string' ? trackOrKind : trackOrKind.kind);
    if (typeof trackOrKind !== 'string') transceiver.sender.track = trackOrKind;
    transceiver.direction = init.direction;
    if (init.sendEncodings) transceiver.sender.parameters = { encodings: init.sendEncodings };
    this.transceivers.push(transceiver);
    this.need();
    return transceiver;
  }

  createDataChannel(label: string, options?: RTCDataChannelInit): FakeDataChannel {
    const channel = new FakeDataChannel(label, options);
    this.channels.push(channel);
    if (this.other) this.openChannels();
    else this.need();
    return channel;
  }

  restartIce(): void {
    this.ufrag = nextId();
    this.history.push('restartIce');
    this.need();
  }

  setConfiguration(configuration: { iceServers: { urls: string }[] }): void {
    this.history.push(`configured ${configuration.iceServers.map(({ urls }) => urls).join()}`);
  }

  async getStats(): Promise<Map<string, object>> {
    return new Map<string, object>([
      ['T', { id: 'T', type: 'transport', selectedCandidatePairId: 'P' }],
      ['P', { id: 'P', type: 'candidate-pair', localCandidateId: 'L' }],
      ['L', { id: 'L', type: 'local-candidate', candidateType: this.route }],
    ]);
  }

  async setLocalDescription(): Promise<void> {
    const type = this.signalingState === 'have-remote-offer' ? 'answer' : 'offer';
    if (type === 'offer') this.former = { local: this.localDescription, remote: this.remoteDescription };
    this.needed = false;
    this.assignMids(type);
    this.localDescription = { type, sdp: this.sdp() };
    this.history.push(`local ${type}`);
    this.become(type === 'offer' ? 'have-local-offer' : 'stable');
    const candidate = { toJSON: () => ({ candidate: `from ${this.origin}`, sdpMid: '0' }) };
    setImmediate(() => this.onicecandidate?.({ candidate }));
  }

  async setRemoteDescription({ type, sdp }: Description): Promise<void> {
    if (type === 'offer' && this.signalingState === 'have-local-offer') this.rollback();
    const expected = type === 'offer' ? 'stable' : 'have-local-offer';
    if (this.signalingState !== expected) throw new Error(`${type} in ${this.signalingState}`);
    if (type === 'offer') this.former = { local: this.localDescription, remote: this.remoteDescription };
    this.remoteDescription = { type, sdp };
    this.history.push(`remote ${type}`);
    if (type === 'offer') this.adoptLines(sdp);
    this.become(type === 'offer' ? 'have-remote-offer' : 'stable');
  }

  async addIceCandidate(candidate: unknown): Promise<void> {
    if (!this.remoteDescription) throw new Error('no remote description');
    this.candidates.push(candidate);
  }

  close(): void {
    this.signalingState = 'closed';
    this.connectionState = 'closed';
    byOrigin.delete(this.origin);
    for (const channel of this.channels) channel.close();
  }

  /** Changes the state as the network would. */
  turn(state: string): void {
    this.connectionState = state;
    this.onconnectionstatechange?.({});
    if (state !== 'connected' || !this.other) return;
    this.openChannels();
    this.other.openChannels();
  }

  /** The other side, once both are connected and have agreed on data channels. */
  private get other(): FakePeerConnection | undefined {
    const linesOf = (sdp = '') => JSON.parse(/^x=(.*)\r$/m.exec(sdp)?.[1] ?? '{}') as Partial<Lines>;
    const { localDescription, remoteDescription } = this;
    if (!linesOf(localDescription?.sdp).data || !linesOf(remoteDescription?.sdp).data) return undefined;
    const other = byOrigin.get(Number(/^o=- (\d+)/m.exec(remoteDescription?.sdp ?? '')?.[1]));
    return this.connectionState === 'connected' && other?.connectionState === 'connected' ? other : undefined;
  }

  private openChannels(): void {
    const { other } = this;
    for (const channel of this.channels) {
      if (channel.readyState !== 'connecting' || channel.other || !other) continue;
      const far = new FakeDataChannel(channel.label, channel.options);
      channel.other = far;
      far.other = channel;
      setImmediate(() => {
        far.readyState = 'open';
        other.ondatachannel?.({ channel: far });
        channel.become('open');
      });
    }
  }

  private get offersData(): boolean {
    return this.channels.length > 0 || (this.remoteDescription?.sdp.includes('"data":true') ?? false);
  }

  private sdp(): string {
    const media = this.getTransceivers().flatMap(({ kind, mid }) => (mid === null ? [] : [{ kind, mid }]));
    const lines: Lines = { ufrag: this.ufrag, media, data: this.offersData };
    return `v=0\r\no=- ${this.origin} 2 IN IP4 127.0.0.1\r\nx=${JSON.stringify(lines)}\r\n`;
  }

  private assignMids(type: string): void {
    if (type !== 'offer') return;
    for (const [index, transceiver] of this.getTransceivers().entries()) transceiver.mid ??= String(index);
  }

  private adoptLines(sdp: string): void {
    const { media } = JSON.parse(/^x=(.*)\r$/m.exec(sdp)?.[1] ?? '') as Lines;
    for (const { kind, mid } of media) {
      if (this.transceivers.some((transceiver) => transceiver.mid === mid)) continue;
      const transceiver = new FakeTransceiver(kind);
      transceiver.mid = mid;
      this.transceivers.push(transceiver);
      this.ontrack?.({ track: transceiver.receiver.track });
    }
  }

  private rollback(): void {
    this.history.push('rollback');
    this.localDescription = this.former.local;
    this.remoteDescription = this.former.remote;
    if (!this.remoteDescription) for (const transceiver of this.transceivers) transceiver.mid = null;
    this.signalingState = 'stable';
  }

  private become(state: string): void {
    this.signalingState = state;
    if (state !== 'stable') return;
    if (this.getTransceivers().some(({ mid }) => mid === null)) this.need();
    queueMicrotask(() => this.connectionState !== 'closed' && this.turn('connected'));
  }

  private need(): void {
    if (this.needed) return;
    this.needed = true;
    setImmediate(() => {
      if (this.needed && this.signalingState === 'stable') this.onnegotiationneeded?.({});
    });
  }
}
