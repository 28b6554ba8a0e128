import { describe, expect, it, vi } from 'vitest';
import { Starter } from './starter.ts';

/** A video on a page that may play no sound, until it may. */
function video(page: { touched: boolean }) {
  const fake = {
    muted: false,
    playing: false,
    play: vi.fn(async () => {
      if (!fake.muted && !page.touched) throw Object.assign(new Error('no'), { name: 'NotAllowedError' });
      fake.playing = true;
    }),
  };
  return fake;
}

describe('a picture', () => {
  it('comes without its sound where the browser wants no sound, and gets it when it may', async () => {
    const page = { touched: false };
    const refused = vi.fn();
    const starter = new Starter(refused);
    const shown = video(page);
    starter.start([shown as unknown as HTMLVideoElement]);
    await vi.waitFor(() => expect(shown).toMatchObject({ muted: true, playing: true }));
    starter.start([shown as unknown as HTMLVideoElement]);
    expect([refused.mock.calls.length, shown.play.mock.calls.length]).toEqual([1, 2]);
    page.touched = true;
    starter.allow([shown as unknown as HTMLVideoElement]);
    expect(shown.muted).toBe(false);
  });

  it('comes with its sound where it may', async () => {
    const shown = video({ touched: true });
    new Starter(() => expect.unreachable()).start([shown as unknown as HTMLVideoElement]);
    await vi.waitFor(() => expect(shown).toMatchObject({ muted: false, playing: true }));
  });
});
