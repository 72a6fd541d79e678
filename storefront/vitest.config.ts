import { defineConfig, mergeConfig } from 'vitest/config'
import site from './vite.config.ts'

// Apart from vite.config.ts, so that building the site needs no test runner.
export default mergeConfig(
  site,
  defineConfig({
    test: {
      environment: 'happy-dom',
      environmentOptions: { happyDOM: { url: 'http://shop.test/' } },
      globals: true,
      setupFiles: ['src/testing/setup.ts'],
      include: ['{src,scripts}/**/*.test.{ts,tsx}'],
      css: false,
    },
  }),
)
