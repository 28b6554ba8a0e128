import { afterEach, describe, expect, it, vi } from 'vitest';
import { Emitter } from '../../sdk/emitter.ts';
import { type LocalMedia, ParleyError } from '../../sdk/index.ts';
import { switchDevice, watchFallback } from './devices.ts';

afterEach(() => vi.unstubAllGlobals());

class FakeMedia extends Emitter<{ fallback: [kind: string, lost: string, now: string | null] }> {
  private label: string | undefined;
  readonly setCamera = this.setMicrophone;

  constructor(private readonly open: (id?: string) => string) {
    super();
  }

  track() {
    return this.label === undefined ? null : { label: this.label };
  }

  async setMicrophone(_: boolean, id?: string): Promise<void> {
    this.label = this.open(id);
  }

  lose(kind: string, lost: string, now: string | null): void {
    this.emit('fallback', kind, lost, now);
  }
}

const asMedia = (media: FakeMedia) => media as unknown as LocalMedia;

/** A browser that remembers a choice. */
function chosen(id: string): void {
  vi.stubGlobal('localStorage', { getItem: () => id, setItem: () => {}, removeItem: () => {} });
}

describe('a device that was chosen', () => {
  it('is opened without a word when it is there', async () => {
    chosen('desk');
    const opened: (string | undefined)[] = [];
    const local = new FakeMedia((id) => `${opened.push(id)}`);
    expect([await switchDevice(asMedia(local), 'audio', true), opened]).toEqual([undefined, ['desk']]);
  });

  it.each([
    ['media_missing', 'Camera: the one you chose is not there. Built-in is used now.'],
    ['media_failed', 'Camera: the one you chose cannot be used. Built-in is used now.'],
  ] as const)('is replaced when it fails with %s, and the page says so', async (code, words) => {
    chosen('desk');
    const local = new FakeMedia((id) => {
      if (id) throw new ParleyError(code);
      return 'Built-in';
    });
    expect(await switchDevice(asMedia(local), 'video', true)).toBe(words);
  });

  it('is missed in plain words when there is no other one', async () => {
    chosen('desk');
    const local = new FakeMedia(() => {
      throw new ParleyError('media_missing');
    });
    expect(await switchDevice(asMedia(local), 'video', true)).toBe(
      'Camera: None was found. Plug one in, or go on without.',
    );
  });
});

describe('a device that goes away while it is used', () => {
  it('is named with what takes its place', () => {
    const local = new FakeMedia(() => '');
    const said: string[] = [];
    const stop = watchFallback(asMedia(local), (sentence) => said.push(sentence));
    local.lose('audio', 'Headset', 'Built-in');
    local.lose('video', '', null);
    stop();
    local.lose('audio', 'Headset', 'Built-in');
    expect(said).toEqual([
      'Headset is gone. Built-in is used now.',
      'Camera is gone, and nothing was found to take its place.',
    ]);
  });
});
