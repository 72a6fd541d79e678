import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { CSSOptions } from 'vite'
import { defineConfig } from 'vite'
import { localSystem } from './dev/plugin.ts'

// Bootstrap 5.3 uses Sass's deprecated `@import`; only Bootstrap can fix that.
const scss: CSSOptions['preprocessorOptions'] = {
  scss: {
    quietDeps: true,
    silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
  },
}

// Shared modules are one file instead of twenty: on a phone a request costs more than its bytes.
const sharedChunks = [{ name: 'shop', test: /\/src\/(components|lib(?!\/session\/cognito))\// }]

export default defineConfig({
  plugins: [react(), localSystem()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  css: { preprocessorOptions: scss },
  server: { host: '127.0.0.1', port: Number(process.env.STOREFRONT_PORT ?? 21009), strictPort: true },
  preview: { host: '127.0.0.1', port: Number(process.env.STOREFRONT_PORT ?? 21009), strictPort: true },
  build: {
    target: 'es2022',
    sourcemap: false,
    manifest: 'manifest.json',
    assetsInlineLimit: 2048,
    // The back office is an entry of its own: customers do not download it.
    rolldownOptions: {
      input: { index: 'index.html', staff: 'staff/index.html' },
      output: { codeSplitting: { groups: sharedChunks } },
    },
  },
})
