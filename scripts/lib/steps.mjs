// Runs steps one after the other, all of them whatever happens, and says at the end what became of each.
import { Failure } from './command.mjs';
import { must } from './shell.mjs';

export class Steps {
  #done = [];

  /** Runs one step under a heading. @returns {Promise<boolean>} whether it passed */
  async step(name, work) {
    process.stdout.write(`\n=== ${name}\n`);
    const began = performance.now();
    let problem = '';
    try {
      await work();
    } catch (error) {
      problem = error.message;
    }
    const seconds = (performance.now() - began) / 1000;
    this.#done.push({ name, problem, seconds });
    process.stdout.write(`--- ${name}: ${problem ? `FAILED, ${problem}` : 'passed'} (${duration(seconds)})\n`);
    return !problem;
  }

  /** One step that is a program. */
  program(name, program, args, options) {
    return this.step(name, () => must(name, program, args, options));
  }

  /** Prints the last line; fails when a step did. */
  end() {
    const failed = this.#done.filter((step) => step.problem);
    const total = this.#done.reduce((sum, step) => sum + step.seconds, 0);
    process.stdout.write('\n');
    for (const { name, problem, seconds } of this.#done) {
      process.stdout.write(`${problem ? 'FAILED' : 'passed'}  ${duration(seconds).padStart(8)}  ${name}\n`);
    }
    if (failed.length > 0) {
      throw new Failure(`${failed.length} of ${this.#done.length} steps failed after ${duration(total)}.`);
    }
    process.stdout.write(`all ${this.#done.length} steps passed in ${duration(total)}\n`);
  }
}

function duration(seconds) {
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
