// What APPSYNC_JS does not run: AppSync's own plugin, and two things that it misses.
import appsync from '@aws-appsync/eslint-plugin'
import tseslint from 'typescript-eslint'

const FORBIDDEN = [
  { selector: 'ThrowStatement', message: 'util.error ends a resolver.' },
  { selector: 'NewExpression', message: 'APPSYNC_JS creates no objects by new; util.time has times.' },
]

export default [
  {
    files: ['**/*.ts'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: `${import.meta.dirname}/tsconfig.json` },
    },
    plugins: { '@aws-appsync': appsync },
    rules: { ...appsync.configs.recommended.rules, 'no-restricted-syntax': ['error', ...FORBIDDEN] },
  },
]
