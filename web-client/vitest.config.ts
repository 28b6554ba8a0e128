import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

/** Nothing is downloaded: the system's Chromium, or the one that PARLEY_CHROMIUM names. */
const CHROMIUM = [
  process.env.PARLEY_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
  .filter((program) => program !== undefined)
  .find((program) => existsSync(program));
const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
  ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
];

/** For tests that need an address which refuses them. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const unit = {
  test: {
    name: 'unit',
    include: ['sdk/**/*.test.ts', 'app/**/*.test.ts'],
    exclude: ['**/*.browser.test.ts'],
    environment: 'node',
    // properties are tried on thousands of values
    testTimeout: 20_000,
  },
};

const browser = {
  // sockjs-client was written for bundlers that supply Node's `global`
  define: { global: 'globalThis' },
  // found while a test runs, it would reload the page under it
  optimizeDeps: { include: ['sockjs-client'] },
  test: {
    name: 'browser',
    include: ['sdk/**/*.browser.test.ts'],
    testTimeout: 20_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { executablePath: CHROMIUM ?? 'no Chromium', args: FLAGS } }),
      commands: { freePort },
      instances: [{ browser: 'chromium' as const }],
    },
  },
};

export default defineConfig({
  test: {
    projects: CHROMIUM ? [unit, browser] : [unit],
    coverage: {
      provider: 'v8',
      include: ['sdk/**/*.ts'],
      exclude: ['sdk/**/*.test.ts', 'sdk/testing/**'],
      reporter: ['text-summary', 'html'],
      // of what runs without a browser; only `npm test` measures it
      thresholds: { lines: 90 },
    },
  },
});
