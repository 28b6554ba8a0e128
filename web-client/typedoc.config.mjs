import { ENTRIES } from './build/sdk-entries.mjs';

/** The reference of the SDK, from its sources: `npm run docs`. What is exported and not documented here is a warning. */
export default {
  name: 'Parley SDK',
  entryPoints: ENTRIES.map(({ source }) => source),
  tsconfig: 'tsconfig.sdk.json',
  out: 'sdk-reference',
  readme: 'none',
  excludeInternal: true,
  excludePrivate: true,
  githubPages: false,
  disableSources: true,
  // how it is made, which nobody has to name
  intentionallyNotExported: [
    'SessionFollower',
    'SERVER_CODES',
    'Listener',
    'Area',
    'CallDeskEvents',
    'Player',
    'SpeakerEnvironment',
    'Picker',
    'FileStream',
    'Recorder',
    'Rectangle',
    'Stat',
    'Guard',
    'FrameKeys',
    'Kind',
    'FromWorker',
  ],
  treatWarningsAsErrors: true,
};
