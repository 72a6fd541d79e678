import { defineConfig, mergeConfig } from 'vitest/config'
import site from './vite.config.ts'

// A file of its own, so that building the site does not need the test runner.
export default mergeConfig(
  site,
  defineConfig({
    test: {
      environment: 'happy-dom',
      environmentOptions: { happyDOM: { url: 'http://shop.test/' } },
      globals: true,
      testTimeout: 60_000,
      setupFiles: ['src/testing/setup.ts'],
      include: ['{src,scripts}/**/*.test.{ts,tsx}'],
      css: false,
    },
  }),
)
