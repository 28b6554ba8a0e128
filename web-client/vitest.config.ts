import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['sdk/**/*.test.ts', 'app/**/*.test.ts'], environment: 'node' },
});
