import { defineConfig } from 'vitest/config';

const conditions = ['@mailsift/source'];
/** Nothing but loopback is reached by any test. */
const setupFiles = [new URL('./packages/testing/src/loopbackOnly.config.ts', import.meta.url).pathname];
const inline = { resolve: { conditions }, ssr: { resolve: { conditions } } };

/** unit: no services; integration: real Redis and sockets; e2e: whole processes, as a user starts them. */
export default defineConfig({
  ...inline,
  test: {
    projects: [
      {
        ...inline,
        test: {
          setupFiles,
          name: 'unit',
          // Read as text by the test of the colours.
          css: true,
          include: ['{packages,apps}/*/src/**/*.test.ts'],
          exclude: ['**/*.integration.test.ts', '**/*.e2e.test.ts'],
          // Thousands of made-up cases, on machines that do other things too.
          testTimeout: 30_000,
        },
      },
      {
        ...inline,
        test: {
          setupFiles,
          name: 'integration',
          include: ['{packages,apps}/*/src/**/*.integration.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...inline,
        test: {
          setupFiles,
          name: 'e2e',
          include: ['{packages,apps}/*/src/**/*.e2e.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
