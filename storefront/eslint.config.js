import { readdirSync } from 'node:fs'
import js from '@eslint/js'
import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import project from './eslint.vocabulary.js'

/**
 * The allowed imports: lib ← components ← features ← app. A feature never imports another one; `app` combines
 * them.
 */
const ALLOWED_IMPORTS =
  'lib ← components ← features ← app: features meet in src/app only; src/staff is an entry beside it.'

/** Forbid imports, relative or by @/, whose path leads through one of these folders of src. */
const forbidImports = (...folders) => ({
  'no-restricted-imports': [
    'error',
    { patterns: [{ regex: `^(@|\\.\\.)/(\\.\\./)*(${folders.join('|')})(/|$)`, message: ALLOWED_IMPORTS }] },
  ],
})

const features = readdirSync('src/features')
const featureRules = features.map((feature) => {
  const others = features.filter((other) => other !== feature)
  return {
    files: [`src/features/${feature}/**`],
    rules: forbidImports('app', 'staff', ...others.flatMap((other) => [other, `features/${other}`])),
  }
})

export default tseslint.config(
  { ignores: ['dist', 'test-results', 'src/lib/*/types', 'src/staff/*/types'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  hooks.configs.flat.recommended,
  {
    files: ['scripts/*.mjs', 'public/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        FormData: 'readonly',
        URLSearchParams: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        document: 'readonly',
        localStorage: 'readonly',
        matchMedia: 'readonly',
      },
    },
  },
  {
    plugins: { project },
    rules: {
      'max-lines': ['error', 300],
      'no-useless-rename': 'error',
      'object-shorthand': 'error',
      'project/vocabulary': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  { files: ['src/lib/**'], rules: forbidImports('components', 'features', 'app', 'staff') },
  { files: ['src/components/**'], rules: forbidImports('features', 'app', 'staff') },
  { files: ['src/app/**'], rules: forbidImports('staff') },
  { files: ['src/staff/**'], rules: forbidImports('features', 'app') },
  ...featureRules,
  // Tests of a page render the whole application.
  { files: ['src/**/*.test.{ts,tsx}'], rules: { 'no-restricted-imports': 'off' } },
)
