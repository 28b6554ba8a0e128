export type { E2eeState, PeerTrust } from '../room/guard.ts';
export { createGuard, type E2eeOptions } from './guard.ts';
export { generateSecret } from './safety-code.ts';
export type { FrameTransforms } from './transforms.ts';
