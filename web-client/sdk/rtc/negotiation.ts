import type { SignalData } from '../wire/room-messages.ts';

export interface NegotiationPort {
  send(data: SignalData): void;
  /** The first offer is in: the place to put one's own tracks in before the answer is made. */
  beforeAnswer(): Promise<void>;
  /** 128 random bits. */
  randomId(): string;
}

/** On glare the peer with the lexicographically smaller id gives way. */
export function isPolite(ownId: string, otherId: string): boolean {
  return ownId < otherId;
}

/**
 * Perfect negotiation on one RTCPeerConnection (WebRTC 1.0, 10.7). Everything that touches descriptions runs one after
 * the other. Whoever was there first offers; a newcomer stays silent until it has answered once or is told to begin.
 *
 * Chromium (156) shows a picture no more, though it goes on decoding it, once the side that answered rolls back the first
 * offer of its own. So a newcomer that must give way on glare makes one offer at once, while hardly anything can meet it.
 */
export class Negotiation {
  private tasks: Promise<unknown> = Promise.resolve();
  private mayOffer = false;
  private ignoringOffer = false;
  private attempt = '';
  private early: (RTCIceCandidateInit | null)[] = [];

  constructor(
    private readonly pc: RTCPeerConnection,
    private readonly polite: boolean,
    private readonly port: NegotiationPort,
  ) {
    pc.onnegotiationneeded = () => this.mayOffer && this.offer();
    pc.onicecandidate = ({ candidate }) => port.send({ type: 'ice-candidate', candidate: candidate?.toJSON() ?? null });
  }

  /** Whether an own offer waits for its answer. */
  get unanswered(): boolean {
    return this.pc.signalingState === 'have-local-offer';
  }

  /** Whether the two sides never agreed on anything yet. */
  get fresh(): boolean {
    return !this.pc.remoteDescription;
  }

  /** From now on changes of tracks and ICE restarts make offers. */
  begin(): void {
    this.mayOffer = true;
  }

  /** Makes an offer, or says the one again that waits for its answer: for when nobody knows whether it arrived. */
  renegotiate(): void {
    this.begin();
    this.enqueue(async () => {
      if (this.pc.signalingState === 'have-local-offer') this.sendLocal();
      else if (this.pc.signalingState === 'stable') await this.makeOffer();
    });
  }

  receive(data: SignalData): void {
    this.enqueue(() => (data.type === 'ice-candidate' ? this.candidate(data.candidate) : this.description(data)));
  }

  private offer(): void {
    // negotiationneeded fires again by itself once an exchange that is under way has ended
    this.enqueue(async () => {
      if (this.pc.signalingState === 'stable') await this.makeOffer();
    });
  }

  private async makeOffer(): Promise<void> {
    this.attempt = this.port.randomId();
    await this.pc.setLocalDescription();
    this.sendLocal();
  }

  private sendLocal(): void {
    const description = this.pc.localDescription;
    if (!description || description.type === 'rollback' || description.type === 'pranswer') return;
    this.port.send({ type: description.type, sdp: description.sdp, attempt: this.attempt });
  }

  private async description(data: SignalData): Promise<void> {
    if (data.type === 'offer') await this.offered(data.sdp, data.attempt ?? '');
    if (data.type === 'answer') await this.answered(data.sdp, data.attempt);
  }

  private async offered(sdp: string, attempt: string): Promise<void> {
    const collision = this.pc.signalingState !== 'stable';
    this.ignoringOffer = collision && !this.polite;
    if (this.ignoringOffer) return;
    const first = this.fresh;
    // where an own offer is open, this rolls it back
    await this.pc.setRemoteDescription({ type: 'offer', sdp });
    await this.addEarly();
    await this.port.beforeAnswer();
    this.attempt = attempt;
    await this.pc.setLocalDescription();
    this.sendLocal();
    this.begin();
    if (first && this.polite) this.renegotiate();
  }

  private async answered(sdp: string, attempt: string | undefined): Promise<void> {
    if (this.pc.signalingState !== 'have-local-offer') return;
    // an answer to an offer that was given up
    if (attempt && attempt !== this.attempt) return;
    await this.pc.setRemoteDescription({ type: 'answer', sdp });
    await this.addEarly();
  }

  private async candidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    if (!this.pc.remoteDescription) this.early.push(candidate);
    else await this.add(candidate);
  }

  private async addEarly(): Promise<void> {
    const early = this.early;
    this.early = [];
    for (const candidate of early) await this.add(candidate);
  }

  private async add(candidate: RTCIceCandidateInit | null): Promise<void> {
    try {
      await this.pc.addIceCandidate(candidate ?? undefined);
    } catch (thrown) {
      // belongs to an offer that was ignored, or to an ICE generation that is over
      if (!this.ignoringOffer) console.debug('parley: candidate refused', thrown);
    }
  }

  private enqueue(task: () => Promise<void>): void {
    this.tasks = this.tasks.then(task).catch((thrown) => {
      if (this.pc.signalingState !== 'closed') console.warn('parley: negotiation step failed', thrown);
    });
  }
}
