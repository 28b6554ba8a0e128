import { ParleyError } from './wire/codes.ts';

/** What rejects when a signal fired; its `cause` is the signal's reason. */
export function aborted(signal: AbortSignal): ParleyError {
  return new ParleyError('aborted', 'It was given up before it was done.', {}, { cause: signal.reason });
}

/** Throws `aborted` for a signal that has fired already. */
export function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw aborted(signal);
}

/**
 * Rejects with `aborted` as soon as the signal fires, without waiting for the work.
 *
 * @param late takes what the work brings after that; what it rejects with then is dropped
 */
export function abortable<T>(work: Promise<T>, signal?: AbortSignal, late?: (value: T) => void): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const give = () => {
      reject(aborted(signal));
      work.then(late, () => {});
    };
    if (signal.aborted) return give();
    signal.addEventListener('abort', give, { once: true });
    const done = () => signal.removeEventListener('abort', give);
    work.then(resolve, reject).finally(done);
  });
}
