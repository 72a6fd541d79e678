import { readdirSync } from 'node:fs'
import js from '@eslint/js'
import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/**
 * The allowed imports: lib ← components ← features ← app. A feature never imports another one; `app` combines
 * them.
 */
const ARROWS = 'lib ← components ← features ← app: features meet in src/app only.'

/** Forbid imports, relative or by @/, whose path leads through one of these folders of src. */
const forbid = (...folders) => ({
  'no-restricted-imports': [
    'error',
    { patterns: [{ regex: `^(@|\\.\\.)/(\\.\\./)*(${folders.join('|')})(/|$)`, message: ARROWS }] },
  ],
})

const features = readdirSync('src/features')
const arrowsOfFeatures = features.map((feature) => {
  const others = features.filter((other) => other !== feature)
  return {
    files: [`src/features/${feature}/**`],
    rules: forbid('app', ...others.flatMap((o) => [o, `features/${o}`])),
  }
})

export default tseslint.config(
  { ignores: ['dist', 'test-results', 'src/lib/api/types'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  hooks.configs.flat.recommended,
  {
    files: ['scripts/*.mjs', 'public/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        document: 'readonly',
        localStorage: 'readonly',
        matchMedia: 'readonly',
      },
    },
  },
  { rules: { 'max-lines': ['error', 200], '@typescript-eslint/no-invalid-void-type': 'off' } },
  { files: ['src/lib/**'], rules: forbid('components', 'features', 'app') },
  { files: ['src/components/**'], rules: forbid('features', 'app') },
  ...arrowsOfFeatures,
  // Tests of a page render the whole application.
  { files: ['src/**/*.test.{ts,tsx}'], rules: { 'no-restricted-imports': 'off' } },
)
