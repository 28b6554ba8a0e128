import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { inspect } from 'node:util';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import entries from '../build/sdk-entries.json' with { type: 'json' };
import type { ErrorCode } from './index.ts';
import { guideSdk } from './testing/guide-world.ts';

const webClient = resolve(import.meta.dirname, '..');
const guide = readFileSync(join(webClient, '..', 'docs', 'sdk.md'), 'utf8');

interface Example {
  readonly title: string;
  /** All of a section's blocks, one after the other: what follows may use what stands before it. */
  readonly code: string;
  readonly run: boolean;
}

function examplesOf(markdown: string): Example[] {
  return markdown.split(/^## /m).flatMap((section) => {
    const blocks = [...section.matchAll(/^```ts( run)?\n(.*?)^```$/gms)];
    if (blocks.length === 0) return [];
    const [title = ''] = section.split('\n');
    // what only compiles, such as what needs a page, stands behind what runs
    const runnable = blocks.filter(([, run]) => run).map(([, , code]) => code);
    const all = blocks.map(([, , code]) => code).join('\n');
    return [
      { title, code: all, run: false },
      ...(runnable.length > 0 ? [{ title, code: runnable.join('\n'), run: true }] : []),
    ];
  });
}

const examples = examplesOf(guide);
const compiled = examples.filter(({ run }) => !run);
const executed = examples.filter(({ run }) => run);

/** What the compiler says of modules that only exist here. */
function problemsOf(sources: ReadonlyMap<string, string>): string[] {
  const config = ts.readConfigFile(join(webClient, 'tsconfig.json'), ts.sys.readFile).config.compilerOptions;
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...config, types: ['vite/client'], noUnusedLocals: false, noUnusedParameters: false },
    webClient,
  );
  options.paths = Object.fromEntries(
    Object.entries(entries).map(([path, { source }]) => [`@parley/sdk${path.slice(1)}`, [join(webClient, source)]]),
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.readFile = (path) => sources.get(path) ?? readFile(path);
  const program = ts.createProgram([...sources.keys()], options, host);
  return [...sources.keys()].flatMap((path) => {
    const file = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return found.map(({ messageText, start = 0 }) => {
      const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
      return `${path}:${line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
  });
}

/** Runs an example as it stands, with a console of its own. @returns what it printed */
async function run(code: string): Promise<string[]> {
  const printed: string[] = [];
  const print = (...values: unknown[]) =>
    printed.push(values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' '));
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const sdk = guideSdk();
  const AsyncFunction = (async () => {}).constructor as new (
    ...parts: string[]
  ) => (...args: unknown[]) => Promise<void>;
  try {
    await new AsyncFunction('require', 'exports', 'console', outputText)(() => sdk, {}, { log: print });
    return [...printed];
  } finally {
    sdk.close();
  }
}

/** In an example that handles events, what is printed first may stand last: the order is not compared. */
const expectedOf = (code: string) => [...code.matchAll(/\/\/ → (.*)$/gm)].map(([, text]) => text);

describe('the guide', () => {
  it('has examples that compile as they stand', () => {
    const sources = compiled.map(({ title, code }) => {
      const name = `${title.toLowerCase().replace(/\W+/g, '-')}.guide.ts`;
      return [join(dirname(import.meta.dirname), 'sdk', name), `${code}\nexport {};\n`] as const;
    });
    expect(sources.length).toBeGreaterThan(8);
    expect(problemsOf(new Map(sources))).toEqual([]);
  }, 60_000);

  it.each(executed)('has an example that does what it says: $title', async ({ code }) => {
    expect(expectedOf(code).length).toBeGreaterThan(0);
    expect((await run(code)).sort()).toEqual(expectedOf(code).sort());
  });

  it('says of every error what to do', () => {
    const told = [...guide.matchAll(/^\| `(\w+)` \| (\S.*) \|$/gm)].map(([, code]) => code);
    expect(told).toEqual(Object.keys(CODES).sort());
  });
});

/** Compiles only while it names every code there is. */
const CODES: Record<ErrorCode, true> = {
  ...{ aborted: true, access_denied: true, already_answered: true, bad_credentials: true },
  ...{ banned: true, call_over: true, call_unknown: true, channel_full: true },
  ...{ closed: true, disconnected: true, draining: true, e2ee_failed: true },
  ...{ e2ee_required: true, e2ee_unsupported: true, epoch_changed: true, file_cancelled: true },
  ...{ file_corrupt: true, file_refused: true, file_too_large: true, frame_too_large: true },
  ...{ internal: true, invalid_argument: true, invalid_json: true, invalid_name: true },
  ...{ invalid_type: true, invitation_expired: true, invitation_unknown: true, media_denied: true },
  ...{ media_failed: true, media_missing: true, missing_address: true, missing_type: true },
  ...{ name_taken: true, not_allowed: true, not_member: true, not_open: true },
  ...{ out_of_order: true, peer_unknown: true, rate_limited: true, recording_full: true },
  ...{ room_closed: true, room_exists: true, room_full: true, room_locked: true },
  ...{ room_unknown: true, session_replaced: true, timeout: true, token_invalid: true },
  ...{ too_many_attempts: true, unavailable: true, unsupported_protocol: true, user_unknown: true },
  ...{ weak_password: true, wrong_password: true },
};
