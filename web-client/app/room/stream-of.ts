import { guard } from 'lit/directives/guard.js';

/** Lit sets objects anew at every rendering, and a video whose stream is set starts over. */
export function streamOf({ stream }: { readonly stream: MediaStream }) {
  return guard([stream], () => stream);
}
