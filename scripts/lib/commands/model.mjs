import { command, noMore } from '../command.mjs';
import { verifyModel } from '../model.mjs';
import { ensureProgram } from '../shell.mjs';
import { Steps } from '../steps.mjs';

const help = `scripts/model [--help]

Has spin look at every run of docs/model/delivery.pml within its bounds, and at versions of it that each leave out one
thing that the design relies on: spin has to find what goes wrong without it. spin and gcc are installed when they are
missing and that is possible (root on Debian).`;

await command(help, {}, async (_, words) => {
  noMore(words);
  await ensureProgram(['spin'], 'spin');
  await ensureProgram(['gcc'], 'gcc');
  const steps = new Steps();
  await verifyModel(steps);
  steps.end();
});
