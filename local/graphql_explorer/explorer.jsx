/**
 * GraphiQL for the shop on this machine. It asks at the page's own origin, as a guest with the public key or as whom the
 * shop's pages have signed in: both share the browser's storage.
 */
import 'graphiql/style.css'
import './explorer.css'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { GraphiQL } from 'graphiql'
import { buildSchema, parse, print } from 'graphql'

const load = async (path) => (await fetch(path)).text()
const [settings, examples, schema] = await Promise.all([
  load('/settings.json').then(JSON.parse),
  load('/graphql-explorer/examples.json').then(JSON.parse),
  load('/graphql-explorer/schema.graphql').then(buildSchema), // to introspect it is too deep for the API's limit
])

/** The ID token that Amplify has stored for the shop's pages; undefined for a guest, and once it has ended. */
function readToken() {
  const prefix = `CognitoIdentityServiceProvider.${settings.cognito.client_id}`
  const user = localStorage.getItem(`${prefix}.LastAuthUser`)
  const token = user && localStorage.getItem(`${prefix}.${user}.idToken`)
  return token && readClaims(token).exp > Date.now() / 1000 ? token : undefined
}

const readClaims = (token) => JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')))

const createFetcher = (isGuest) => async (operation) => {
  const token = isGuest ? undefined : readToken()
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: token } : { 'x-api-key': settings.graphql.key }),
    },
    body: JSON.stringify(operation),
  })
  return response.json()
}

function Explorer() {
  const [example, setExample] = useState(0)
  const [isGuest, setGuest] = useState(false)
  const token = readToken()
  return (
    <>
      <form className="explorer-bar" onSubmit={(event) => event.preventDefault()}>
        <label htmlFor="example">Example</label>
        <select id="example" value={example} onChange={({ target }) => setExample(Number(target.value))}>
          {examples.map(({ title }, i) => (
            <option key={title} value={i}>
              {title}
            </option>
          ))}
        </select>
        <label htmlFor="caller">Ask as</label>
        <select
          id="caller"
          value={isGuest || !token ? 'guest' : 'customer'}
          onChange={({ target }) => setGuest(target.value === 'guest')}
        >
          <option value="guest">a guest, with the public key</option>
          {token && <option value="customer">{readClaims(token).email}</option>}
        </select>
        {!token && <a href="/sign-in">Sign in to the shop</a>}
      </form>
      <GraphiQL
        schema={schema}
        fetcher={createFetcher(isGuest)}
        query={print(parse(examples[example].query))}
        shouldPersistHeaders={false}
      />
    </>
  )
}

createRoot(document.getElementById('explorer')).render(<Explorer />)
