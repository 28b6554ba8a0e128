import { browserEnvironment } from '../environment.ts';
import { isPolite } from '../rtc/negotiation.ts';
import { PeerLink } from '../rtc/peer-link.ts';
import type { TrackSource } from '../rtc/senders.ts';
import type { SignalData } from '../wire/room-messages.ts';

/** Tracks of a real browser that a test hands out, by kind. */
export class Tracks implements TrackSource {
  readonly stream: MediaStream;

  constructor(tracks: readonly MediaStreamTrack[] = []) {
    this.stream = new MediaStream([...tracks]);
  }

  track(kind: string): MediaStreamTrack | null {
    return this.stream.getTracks().find((track) => track.kind === kind) ?? null;
  }
}

/** One end of a real connection within this page: what it says waits in `out` while the pair holds signals back. */
export class RealEnd {
  readonly out: SignalData[] = [];
  readonly said: SignalData[] = [];
  readonly tracks: MediaStreamTrack[] = [];
  readonly connections: RTCPeerConnection[] = [];
  readonly link: PeerLink;

  constructor(id: string, otherId: string, local: TrackSource, changed: () => void) {
    const createPeerConnection = (configuration: RTCConfiguration) => {
      const pc = new RTCPeerConnection(configuration);
      this.connections.push(pc);
      return pc;
    };
    this.link = new PeerLink(
      {
        ...{ env: { ...browserEnvironment(), createPeerConnection }, local, polite: isPolite(id, otherId) },
        configuration: () => ({ bundlePolicy: 'max-bundle' }),
      },
      {
        send: (data) => {
          this.said.push(data);
          this.out.push(data);
          changed();
        },
        track: (track) => this.tracks.push(track),
        connection: () => {},
      },
    );
  }

  get pc(): RTCPeerConnection {
    return this.connections.at(-1) as RTCPeerConnection;
  }

  count(type: SignalData['type']): number {
    return this.said.filter((data) => data.type === type).length;
  }
}

/** Two ends and the wire between them; signals arrive in order, in a task of their own, unless they are held back. */
export class RealPair {
  readonly ann: RealEnd;
  bob: RealEnd;
  private held = false;

  constructor(annSends = new Tracks(), bobSends = new Tracks()) {
    this.ann = new RealEnd('ann', 'bob', annSends, () => this.soon());
    this.bob = this.newBob(bobSends);
  }

  newBob(local = new Tracks()): RealEnd {
    this.bob = new RealEnd('bob', 'ann', local, () => this.soon());
    return this.bob;
  }

  /** Nothing arrives until {@link release}. */
  hold(): void {
    this.held = true;
  }

  release(): void {
    this.held = false;
    this.soon();
  }

  close(): void {
    this.ann.link.close();
    this.bob.link.close();
  }

  private soon(): void {
    setTimeout(() => this.deliver());
  }

  private deliver(): void {
    if (this.held) return;
    const { ann, bob } = this;
    for (const data of ann.out.splice(0)) bob.link.receive(data);
    for (const data of bob.out.splice(0)) ann.link.receive(data);
  }
}

/** A picture of one colour that moves, so that frames keep coming. */
export function paintedTrack(colour: string, size = 64): MediaStreamTrack {
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  let shade = 0;
  const paint = () => {
    shade = 1 - shade;
    context.fillStyle = colour;
    context.fillRect(0, 0, size, size);
    context.fillStyle = shade ? '#111' : '#222';
    context.fillRect(0, 0, 4, 4);
  };
  paint();
  const track = canvas.captureStream(20).getVideoTracks()[0] as MediaStreamTrack;
  const timer = setInterval(paint, 50);
  const stop = track.stop.bind(track);
  track.stop = () => {
    clearInterval(timer);
    stop();
  };
  return track;
}
