import type { SocketFactory } from '../../sdk/transport/socket.ts';
import { sockJs } from '../../sdk/transport/sockjs.ts';
import { webSocket } from '../../sdk/transport/websocket.ts';
import { ENDPOINT } from '../server.ts';
import { setting } from '../settings/settings.ts';
import type { DeviceFinding, Findings } from './findings.ts';
import { type Gathered, gather, iceFinding } from './ice.ts';
import { type Probed, probe } from './session-probe.ts';

const NONE: Gathered = { candidates: [], relayErrors: [] };

/** Looks at everything at once. @param found called with each finding as soon as it is there */
export async function examine(found: (findings: Partial<Findings>) => void): Promise<void> {
  found({ page: pageFinding(), online: navigator.onLine, relayOnly: setting('relay') });
  const opened = reach(webSocket, (reached) => found({ webSocket: reached }));
  const detoured = reach(sockJs, (reached) => found({ fallback: reached }));
  const session = opened.then((probed) => probed ?? detoured);
  await Promise.all([
    deviceFinding('microphone', 'audioinput').then((microphone) => found({ microphone })),
    deviceFinding('camera', 'videoinput').then((camera) => found({ camera })),
    detoured,
    session.then(look).then((ice) => found({ ice })),
  ]);
}

function pageFinding(): Findings['page'] {
  if (!isSecureContext) return 'insecure';
  return 'RTCPeerConnection' in globalThis ? 'ready' : 'noWebRtc';
}

async function reach(transport: SocketFactory, tell: (reached: boolean) => void): Promise<Probed | undefined> {
  const probed = await probe(ENDPOINT.replace(/\/+$/, ''), transport);
  tell(probed !== undefined);
  return probed;
}

/** It asks for nothing: who only looks around must not be bothered. */
async function deviceFinding(name: 'camera' | 'microphone', kind: MediaDeviceKind): Promise<DeviceFinding> {
  const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  if (!devices.some((device) => device.kind === kind)) return 'missing';
  // browsers that do not tell name the devices only to those who may use them
  const permission = await navigator.permissions?.query({ name: name as PermissionName }).catch(() => undefined);
  if (permission?.state === 'denied') return 'denied';
  const named = devices.some((device) => device.kind === kind && device.label);
  return permission?.state === 'granted' || named ? 'ready' : 'unasked';
}

async function look(session: Probed | undefined) {
  const servers = session && (await relaysFor(session));
  const gathered = 'RTCPeerConnection' in globalThis ? await gatherWith(servers ?? session?.iceServers ?? []) : NONE;
  return iceFinding(servers, gathered);
}

async function relaysFor({ resumeToken }: Probed): Promise<RTCIceServer[] | undefined> {
  try {
    const response = await fetch(`${ENDPOINT}api/v1/ice-servers`, {
      headers: { authorization: `Bearer ${resumeToken}` },
    });
    return response.ok ? ((await response.json()) as { iceServers: RTCIceServer[] }).iceServers : undefined;
  } catch {
    return undefined;
  }
}

async function gatherWith(iceServers: readonly RTCIceServer[]): Promise<Gathered> {
  try {
    return await gather(new RTCPeerConnection({ iceServers: [...iceServers] }));
  } catch {
    // servers that the browser cannot read, or WebRTC that a policy switched off
    return NONE;
  }
}
