import { describe, expect, it } from 'vitest';
import { FakePeerConnection, FakeStream, FakeTrack } from '../testing/fake-rtc.ts';
import { preferred } from './codecs.ts';
import { Senders } from './senders.ts';
import type { MediaTuning } from './tuning.ts';

const KNOWN = ['video/VP8', 'video/rtx', 'video/H264', 'video/VP9', 'video/red'].map((mimeType) => ({
  mimeType,
  clockRate: 90_000,
}));
const names = (codecs: { mimeType: string }[]) => codecs.map(({ mimeType }) => mimeType.slice('video/'.length));

describe('codecs', () => {
  it('come in the order of the wishes, with nothing lost and the repair formats last', () => {
    expect(names(preferred(KNOWN, ['vp9', 'AV1', 'H264']))).toEqual(['VP9', 'H264', 'VP8', 'rtx', 'red']);
    expect(names(preferred(KNOWN, []))).toEqual(['VP8', 'H264', 'VP9', 'rtx', 'red']);
  });
});

describe('senders', () => {
  const track = new FakeTrack('video') as unknown as MediaStreamTrack;
  const source = {
    stream: new FakeStream() as unknown as MediaStream,
    track: (kind: string) => (kind === 'video' ? track : null),
  };
  function senders(tuning: MediaTuning, codecs?: () => RTCRtpCodec[]) {
    const pc = new FakePeerConnection();
    const all = new Senders(pc as unknown as RTCPeerConnection, source, codecs ? { codecs } : {}, tuning);
    return { pc, all };
  }
  const encodings = (all: Senders) =>
    all
      .sender('video')
      ?.getParameters()
      .encodings.map(({ rid }) => rid);

  it('ask for the wished codecs, whether they offer or answer', async () => {
    const offering = senders({ codecs: ['VP9'] }, () => KNOWN);
    offering.all.addAll();
    expect(names(offering.pc.getTransceivers()[1]?.codecs.map((mimeType) => ({ mimeType })) ?? [])[0]).toBe('VP9');
    const answering = senders({ codecs: ['VP9'] }, () => KNOWN);
    await offering.pc.setLocalDescription();
    await answering.pc.setRemoteDescription(offering.pc.localDescription ?? { type: 'offer', sdp: '' });
    await answering.all.adopt();
    expect(answering.pc.getTransceivers()[1]?.codecs[0]).toBe('video/VP9');
  });

  it('leave the order to the browser where there is no wish, or no way to say it', () => {
    for (const all of [senders({}, () => KNOWN), senders({ codecs: ['VP9'] })]) {
      all.all.addAll();
      expect(all.pc.getTransceivers().map(({ codecs }) => codecs)).toEqual([[], []]);
    }
  });

  it('send one size to a peer, and three only where that is asked for', () => {
    const [mesh, server] = [senders({}), senders({ simulcast: true })];
    for (const { all } of [mesh, server]) all.addAll();
    expect([encodings(mesh.all), encodings(server.all)]).toEqual([[undefined], ['q', 'h', 'f']]);
    expect(server.all.sender('audio')?.getParameters().encodings).toEqual([{}]);
  });
});
