/**
 * How good the connections are, and fitting what is sent to them: an entry point of its own, so that whoever does not
 * measure does not load it.
 *
 * ```ts
 * const watch = new QualityWatch(room);
 * watch.on('quality', (peer, { score, rttMs }) => show(peer, gradeOf(score), rttMs));
 * watch.on('warning', (peer) => say(`The connection to ${peer.name} is poor.`));
 * ```
 */
export { type Adaptation, adapt, FRESH, type Sample } from './adaptation.ts';
export { type Flow, type Quality, qualityOf } from './quality.ts';
export { type Counters, type Limit, type Path, type Reading, read } from './reading.ts';
export { type Grade, gradeOf, type Impairments, scoreOf } from './score.ts';
export { CAMERA_STEPS, SCREEN_STEPS, type Step } from './steps.ts';
export { type QualityEvents, type QualityOptions, QualityWatch, type Watched } from './watch.ts';
