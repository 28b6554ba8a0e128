import type { Kind } from './frame-crypto.ts';

/** What is done to both ends of every transceiver, once. */
export interface Protection {
  sender(sender: RTCRtpSender, kind: Kind): void;
  receiver(receiver: RTCRtpReceiver, kind: Kind): void;
  /** One could not be protected and was stopped. */
  failed(thrown: unknown): void;
}

/** Codecs whose frames can be sealed, and what goes with them. */
const CODECS: Readonly<Record<Kind, RegExp>> = {
  audio: /^audio\/(opus|telephone-event)$/i,
  video: /^video\/(vp8|rtx|ulpfec)$/i,
};

/**
 * Guards a connection, whoever uses it and however: no transceiver is ever negotiated before its ends are protected. Its
 * methods are wrapped because that holds for code that does not know of encryption, too.
 */
export function protect(pc: RTCPeerConnection, protection: Protection): void {
  const done = new WeakSet<RTCRtpTransceiver>();
  const cover = (transceiver: RTCRtpTransceiver) => {
    if (done.has(transceiver)) return;
    done.add(transceiver);
    const kind = transceiver.receiver.track.kind as Kind;
    try {
      protection.sender(transceiver.sender, kind);
      protection.receiver(transceiver.receiver, kind);
      restrict(transceiver, kind);
    } catch (thrown) {
      transceiver.stop();
      protection.failed(thrown);
    }
  };
  const sweep = () => pc.getTransceivers().forEach(cover);
  const wrap = <K extends 'setLocalDescription' | 'setRemoteDescription'>(name: K) => {
    const original = pc[name].bind(pc) as (...args: unknown[]) => Promise<void>;
    const wrapped = async (...args: unknown[]) => {
      sweep();
      await original(...args);
      sweep();
    };
    pc[name] = wrapped as RTCPeerConnection[K];
  };
  wrap('setLocalDescription');
  wrap('setRemoteDescription');
  const addTransceiver = pc.addTransceiver.bind(pc);
  pc.addTransceiver = (...args) => {
    const transceiver = addTransceiver(...args);
    cover(transceiver);
    return transceiver;
  };
}

/** Others would be negotiated in vain, their frames dropped: whoever prefers some gets no others either. */
function restrict(transceiver: RTCRtpTransceiver, kind: Kind): void {
  const sealable = (codecs: RTCRtpCodec[]) => codecs.filter(({ mimeType }) => CODECS[kind].test(mimeType));
  const all = sealable(globalThis.RTCRtpReceiver?.getCapabilities?.(kind)?.codecs ?? []);
  if (all.length === 0) return;
  const prefer = transceiver.setCodecPreferences.bind(transceiver);
  prefer(all);
  transceiver.setCodecPreferences = (codecs) => {
    const wanted = sealable([...codecs]);
    prefer(wanted.some(({ mimeType }) => /opus|vp8/i.test(mimeType)) ? wanted : all);
  };
}
