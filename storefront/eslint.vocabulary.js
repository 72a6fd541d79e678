/** The words that identifiers do not use, each with the term of `docs/glossary.md` or the plain word to use instead. */
const BANNED_WORDS = {
  // Things of the shop
  basket: 'cart',
  bill: 'summary, totals',
  buyer: 'customer',
  colophon: 'footer',
  masthead: 'header',
  owner: 'customer, identity',
  reader: 'customer',
  readers: 'customers',
  shelf: 'category, grid, row',
  shelves: 'categories',
  shopper: 'customer',
  till: 'payment form',
  visit: 'render, page',
  // Saying and hearing
  answers: 'responses',
  ask: 'fetch, request',
  asked: 'requested',
  asking: 'loading',
  hear: 'handle',
  heard: 'handled, received',
  meant: 'intended',
  said: 'text, message',
  say: 'show, toast',
  says: 'text, message',
  silence: 'missing response',
  silent: 'unavailable',
  story: 'transactions, history',
  tell: 'show, format',
  telling: 'formatting',
  told: 'received, message',
  wanted: 'requested, request',
  // Keeping and losing
  aside: 'meta, detail',
  away: 'unavailable',
  began: 'started',
  begun: 'started',
  bring: 'add, restore',
  brought: 'added, restored',
  forget: 'remove, clear',
  gone: 'removed, unavailable',
  keeping: 'saving',
  kept: 'stored, saved, applied',
  known: 'existing, loaded, isResolved',
  lost: 'unavailable',
  mend: 'repair',
  // Amounts and places
  again: 'retry, refetch',
  anew: 'again, retry',
  beside: 'next, previous',
  counting: 'range, count',
  everybody: 'all',
  everything: 'the noun of what it is',
  lonely: 'single',
  nobody: 'none',
  nothing: 'empty',
  nowhere: 'missing',
  patience: 'retries, timeout',
  places: 'positions, ranks',
  together: 'shared, grouped',
  whole: 'all, full',
}

/** Names of other people's interfaces and of the services' fields are not ours to choose. */
const ALLOWED_NAMES = /^(owner_id)$/

const wordsOf = (name) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)

function report(context, node, name) {
  if (ALLOWED_NAMES.test(name)) return
  const word = wordsOf(name).find((each) => Object.hasOwn(BANNED_WORDS, each))
  if (word) context.report({ node, messageId: 'banned', data: { name, word, instead: BANNED_WORDS[word] } })
}

/** Reports declared names (variables, functions, parameters, types, properties of types) that use a banned word. */
const vocabulary = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { banned: '‘{{name}}’ uses ‘{{word}}’, which is not a term of this project: {{instead}}.' },
  },
  create: (context) => ({
    'Program:exit': () => {
      for (const scope of context.sourceCode.scopeManager.scopes)
        for (const { name, defs } of scope.variables)
          for (const { node, type } of defs) if (type !== 'ImportBinding') report(context, node, name)
    },
    'TSPropertySignature > Identifier.key, TSMethodSignature > Identifier.key': (node) =>
      report(context, node, node.name),
  }),
}

export default { rules: { vocabulary } }
