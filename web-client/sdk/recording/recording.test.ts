import { describe, expect, it } from 'vitest';
import { settle } from '../testing/fake-clock.ts';
import { FakeRecorder } from '../testing/fake-recording.ts';
import { chooseType, extensionOf } from './mime.ts';
import { Recording } from './recording.ts';
import { chooseFile, FileSink, MemorySink, type RecordingSink } from './sinks.ts';

function setUp<S extends RecordingSink>(sink: S) {
  const recorder = new FakeRecorder();
  const recording = new Recording(recorder as unknown as MediaRecorder, sink);
  const diary: string[] = [];
  recording.on('state', (state) => diary.push(state));
  recording.on('failed', ({ code }) => diary.push(`failed ${code}`));
  return { recorder, recording, diary, sink };
}

describe('a recording', () => {
  it('hands its pieces over in their order, and closes the sink at the end', async () => {
    const written: string[] = [];
    const slow: RecordingSink = {
      write: async (piece) => {
        const text = await piece.text();
        // the first takes longest
        for (let i = written.length; i < 2; i += 1) await settle();
        written.push(text);
      },
      close: async () => void written.push('closed'),
    };
    const { recorder, recording } = setUp(slow);
    for (const text of ['one', '', 'two', 'three']) recorder.piece(text);
    await recording.stop();
    expect(written).toEqual(['one', 'two', 'three', 'end', 'closed']);
    expect([recording.size, recording.state, recorder.started]).toEqual([14, 'stopped', 2_000]);
  });

  it('can be halted for a while', async () => {
    const { recorder, recording, diary } = setUp(new MemorySink());
    recording.resume();
    recording.pause();
    recording.pause();
    expect(recorder.state).toBe('paused');
    recording.resume();
    expect(recorder.state).toBe('recording');
    await recording.stop();
    await recording.stop();
    recording.pause();
    expect(diary).toEqual(['paused', 'recording', 'stopped']);
  });

  it('ends before the piece for which there is no place, and keeps the others', async () => {
    const { recorder, recording, diary, sink } = setUp(new MemorySink(10));
    for (const text of ['first', 'and far too long', 'x']) recorder.piece(text);
    await settle();
    expect(diary).toEqual(['failed recording_full', 'stopped']);
    await expect(recording.stop()).rejects.toMatchObject({ code: 'recording_full' });
    expect(recording.error?.code).toBe('recording_full');
    expect([await sink.blob('video/webm').text(), sink.size]).toEqual(['first', 5]);
  });

  it('that the browser breaks off says so', async () => {
    const { recorder, recording, diary } = setUp(new MemorySink());
    recorder.onerror?.({ error: new Error('encoder') });
    await settle();
    expect(diary).toEqual(['failed media_failed', 'stopped']);
    await expect(recording.stop()).rejects.toMatchObject({ code: 'media_failed', message: 'encoder' });
  });

  it('ends when there is nothing more to record', async () => {
    const { recorder, recording, diary } = setUp(new MemorySink());
    recorder.stop();
    await settle();
    expect([recording.state, diary]).toEqual(['stopped', ['stopped']]);
    await recording.stop();
  });
});

describe('a file', () => {
  const fileOf = (written: string[], broken = false) => ({
    write: async (piece: Blob) => {
      if (broken) throw new Error('disk full');
      written.push(await piece.text());
    },
    close: async () => void written.push('closed'),
  });

  it('is chosen by the person, and written while the recording grows', async () => {
    const written: string[] = [];
    const pick = async () => ({ createWritable: async () => fileOf(written) });
    const { recorder, recording } = setUp((await chooseFile('call.webm', pick)) as FileSink);
    recorder.piece('one');
    await settle();
    expect(written).toEqual(['one']);
    await recording.stop();
    expect(written).toEqual(['one', 'end', 'closed']);
  });

  it('that cannot be written ends the recording', async () => {
    const { recorder, recording } = setUp(new FileSink(fileOf([], true)));
    recorder.piece('one');
    await expect(recording.stop()).rejects.toMatchObject({ code: 'recording_full', message: 'disk full' });
  });

  it('need not be offered, nor be chosen', async () => {
    expect(await chooseFile('call.webm', undefined)).toBe(undefined);
    const refuse = () => Promise.reject(new Error('aborted'));
    await expect(chooseFile('call.webm', refuse)).rejects.toMatchObject({ code: 'media_denied' });
  });
});

describe('the type', () => {
  it('is WebM where the browser writes it, else MP4, else nothing', () => {
    expect(chooseType((type) => /vp8|mp4/.test(type))).toBe('video/webm;codecs=vp8,opus');
    expect(chooseType((type) => type.startsWith('video/mp4'))).toContain('mp4');
    expect(chooseType(() => false)).toBe(undefined);
    expect(chooseType(() => true, ['audio/webm'])).toBe('audio/webm');
    expect(['video/webm;codecs=vp9', 'video/mp4', 'odd'].map(extensionOf)).toEqual(['webm', 'mp4', 'webm']);
  });
});
