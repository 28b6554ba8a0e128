import { describe, expect, it } from 'vitest';
import { t } from '../i18n/i18n.ts';
import { adviceOn, CHECKS, type Check, type Findings, type IceFinding, verdictOf } from './findings.ts';

const HEALTHY: Findings = {
  ...{ page: 'ready', microphone: 'ready', camera: 'ready', online: true, webSocket: true, fallback: true },
  ...{ ice: { reach: 'outside', stunOffered: true, nat: 'open', relay: 'ready' }, relayOnly: false },
};
const ice = (part: Partial<IceFinding>): Partial<Findings> => ({ ice: { ...HEALTHY.ice, ...part } });
const all = (part: Partial<Findings> = {}) => CHECKS.flatMap((check) => adviceOn(check, { ...HEALTHY, ...part }) ?? []);
const says = (check: Check, part: Partial<Findings>) => all(part).find((advice) => advice.check === check);

describe('the connection doctor', () => {
  it('finds nothing wrong with what is healthy', () => {
    expect(all().map(({ verdict }) => verdict)).toEqual(CHECKS.map(() => 'good'));
    expect(verdictOf(all())).toBe('good');
  });

  it.each<[string, Check, Partial<Findings>, string, RegExp]>([
    ['a page without HTTPS', 'page', { page: 'insecure' }, 'bad', /https:\/\//],
    ['a browser without WebRTC', 'page', { page: 'noWebRtc' }, 'bad', /Switch that on/],
    ['a microphone that is forbidden', 'microphone', { microphone: 'denied' }, 'bad', /Allow it/],
    ['no microphone', 'microphone', { microphone: 'missing' }, 'bad', /Plug one in/],
    ['a microphone not asked for yet', 'microphone', { microphone: 'unasked' }, 'good', /choose “Allow”/],
    ['no camera', 'camera', { camera: 'missing' }, 'fair', /join without/],
    ['a network without WebSocket', 'server', { webSocket: false }, 'fair', /let wss:\/\/ through/],
    ['a server that is down', 'server', { webSocket: false, fallback: false }, 'bad', /in a minute/],
    ['a device in no network', 'server', { webSocket: false, fallback: false, online: false }, 'bad', /Wi-Fi/],
    ['a detour nobody needs', 'fallback', { fallback: false }, 'unknown', /not needed/],
    ['a STUN server that is silent', 'direct', ice({ reach: 'inside' }), 'fair', /lets UDP out/],
    ['no STUN server', 'direct', ice({ reach: 'inside', stunOffered: false }), 'unknown', /has to name one/],
    ['no way out', 'direct', ice({ reach: 'none', relay: 'notOffered' }), 'bad', /Switch off/],
    ['no way out but the relay', 'direct', ice({ reach: 'none' }), 'fair', /Switch off/],
    ['symmetric NAT with a relay', 'nat', ice({ nat: 'symmetric' }), 'good', /relay, which works/],
    ['symmetric NAT alone', 'nat', ice({ nat: 'symmetric', relay: 'notOffered' }), 'fair', /another network/],
    ['a relay that refuses', 'relay', ice({ relay: 'refused' }), 'fair', /secret or the clock/],
    ['a relay out of reach', 'relay', ice({ relay: 'unreachable' }), 'fair', /port 443/],
    ['no relay', 'relay', ice({ relay: 'notOffered' }), 'unknown', /need a direct line/],
    [
      'no relay for who wants nothing else',
      'relay',
      { ...ice({ relay: 'notOffered' }), relayOnly: true },
      'bad',
      /switch it off/,
    ],
    [
      'a silent relay for who wants nothing else',
      'relay',
      { ...ice({ relay: 'unreachable' }), relayOnly: true },
      'bad',
      /443/,
    ],
  ])('tells of %s what to do', (_, check, part, verdict, sentence) => {
    const advice = says(check, part);
    expect(advice?.verdict).toBe(verdict);
    expect(advice && t(advice.says)).toMatch(sentence);
  });

  it('names the worst as the whole', () => {
    expect(verdictOf(all({ camera: 'missing' }))).toBe('fair');
    expect(verdictOf(all({ camera: 'missing', microphone: 'denied' }))).toBe('bad');
    expect(verdictOf(all({ fallback: false, ...ice({ nat: 'unknown' }) }))).toBe('good');
  });

  it('says nothing before it knows', () => {
    expect(adviceOn('server', { online: true, webSocket: false })).toBeUndefined();
    expect(adviceOn('relay', { relayOnly: true })).toBeUndefined();
  });
});
