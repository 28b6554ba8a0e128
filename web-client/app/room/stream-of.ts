import { guard } from 'lit/directives/guard.js';

/**
 * What a video shows. Lit sets objects anew at every rendering, and a video whose stream is set starts over; one with a
 * stream that has no tracks yet would keep the page from ever being loaded.
 */
export function streamOf({ stream }: { readonly stream: MediaStream }) {
  const shown = stream.getTracks().length > 0 ? stream : null;
  return guard([shown], () => shown);
}
