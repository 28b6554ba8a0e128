import type { PlainKey } from '../i18n/i18n.ts';

/** What a look at browser, devices and network found. */
export interface Findings {
  readonly page: 'ready' | 'insecure' | 'noWebRtc';
  readonly microphone: DeviceFinding;
  readonly camera: DeviceFinding;
  /** Whether the device believes to be in a network at all. */
  readonly online: boolean;
  /** Whether a session could be opened over each transport. */
  readonly webSocket: boolean;
  readonly fallback: boolean;
  readonly ice: IceFinding;
  /** Whether the person wants relays only. */
  readonly relayOnly: boolean;
}

/** `unasked`: the browser will ask when it is first used. */
export type DeviceFinding = 'ready' | 'unasked' | 'denied' | 'missing';
export type RelayFinding = 'ready' | 'refused' | 'unreachable' | 'notOffered' | 'unasked';

export interface IceFinding {
  /** The best way towards others: from outside, within one's network only, or none. */
  readonly reach: 'outside' | 'inside' | 'none';
  readonly stunOffered: boolean;
  /** `unknown` with fewer than two STUN servers that answer. */
  readonly nat: 'open' | 'symmetric' | 'unknown';
  readonly relay: RelayFinding;
}

export type Check = 'page' | 'microphone' | 'camera' | 'server' | 'fallback' | 'direct' | 'nat' | 'relay';
/** `bad` stands in the way of a call; `fair` makes it worse or less sure; `unknown` is neither. */
export type Verdict = 'good' | 'fair' | 'bad' | 'unknown';
type Rule = (findings: Findings) => readonly [verdict: Verdict, says: PlainKey];

export interface Advice {
  readonly check: Check;
  readonly verdict: Verdict;
  /** The sentence that says what it means and what to do. */
  readonly says: PlainKey;
}

interface CheckUp {
  /** Without these nothing can be said yet. */
  readonly needs: readonly (keyof Findings)[];
  readonly rule: Rule;
}

const DEVICE = { ready: 'good', unasked: 'good', denied: 'bad', missing: 'bad' } as const;

const CHECK_UPS: Readonly<Record<Check, CheckUp>> = {
  page: { needs: ['page'], rule: ({ page }) => [page === 'ready' ? 'good' : 'bad', `doctor.page.${page}`] },
  microphone: {
    needs: ['microphone'],
    rule: ({ microphone }) => [DEVICE[microphone], `doctor.microphone.${microphone}`],
  },
  camera: {
    needs: ['camera'],
    // one can talk without being seen
    rule: ({ camera }) => [DEVICE[camera] === 'bad' ? 'fair' : 'good', `doctor.camera.${camera}`],
  },
  server: { needs: ['online', 'webSocket', 'fallback'], rule: server },
  fallback: { needs: ['webSocket', 'fallback'], rule: fallback },
  direct: { needs: ['ice'], rule: direct },
  nat: { needs: ['ice'], rule: nat },
  relay: { needs: ['ice', 'relayOnly'], rule: relay },
};

export const CHECKS = Object.keys(CHECK_UPS) as readonly Check[];

function server({ online, webSocket, fallback }: Findings): ReturnType<Rule> {
  if (webSocket) return ['good', 'doctor.server.ready'];
  if (fallback) return ['fair', 'doctor.server.detour'];
  return ['bad', online ? 'doctor.server.down' : 'doctor.server.offline'];
}

function fallback({ webSocket, fallback: works }: Findings): ReturnType<Rule> {
  if (works) return ['good', 'doctor.fallback.ready'];
  return webSocket ? ['unknown', 'doctor.fallback.blocked'] : ['bad', 'doctor.fallback.down'];
}

function direct({ ice }: Findings): ReturnType<Rule> {
  if (ice.reach === 'outside') return ['good', 'doctor.direct.ready'];
  const relayed = ice.relay === 'ready';
  if (ice.reach === 'none') return [relayed ? 'fair' : 'bad', 'doctor.direct.none'];
  return ice.stunOffered ? ['fair', 'doctor.direct.local'] : ['unknown', 'doctor.direct.notOffered'];
}

function nat({ ice }: Findings): ReturnType<Rule> {
  if (ice.nat === 'symmetric')
    return ice.relay === 'ready' ? ['good', 'doctor.nat.symmetric'] : ['fair', 'doctor.nat.symmetricAlone'];
  return ice.nat === 'open' ? ['good', 'doctor.nat.open'] : ['unknown', 'doctor.nat.unknown'];
}

function relay({ ice, relayOnly }: Findings): ReturnType<Rule> {
  if (ice.relay === 'ready') return ['good', 'doctor.relay.ready'];
  if (ice.relay === 'refused' || ice.relay === 'unreachable')
    return [relayOnly ? 'bad' : 'fair', `doctor.relay.${ice.relay}`];
  return relayOnly ? ['bad', 'doctor.relay.required'] : ['unknown', `doctor.relay.${ice.relay}`];
}

/** What can be said of a check so far; `undefined` while it runs. */
export function adviceOn(check: Check, findings: Partial<Findings>): Advice | undefined {
  const { needs, rule } = CHECK_UPS[check];
  if (needs.some((need) => findings[need] === undefined)) return undefined;
  const [verdict, says] = rule(findings as Findings);
  return { check, verdict, says };
}

/** The whole in one word; what is unknown does no harm. */
export function verdictOf(advice: readonly Advice[]): 'good' | 'fair' | 'bad' {
  const verdicts = new Set(advice.map(({ verdict }) => verdict));
  if (verdicts.has('bad')) return 'bad';
  return verdicts.has('fair') ? 'fair' : 'good';
}
