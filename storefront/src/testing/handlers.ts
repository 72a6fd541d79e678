import { http, HttpResponse, type RequestHandler } from 'msw'

/** An error in the services' one shape. */
export const refused = (status: number, code: string, message = code, details = {}) =>
  HttpResponse.json({ error: { code, message, details, request_id: 'req-1' } }, { status })

/** What every page asks for. */
export const handlers: RequestHandler[] = [
  http.get('*/settings.json', () =>
    HttpResponse.json({
      cognito: { user_pool_id: 'eu-west-1_test', client_id: 'client' },
      stripe: { publishable_key: 'pk_test' },
      behind_the_scenes: true,
    }),
  ),
  http.get('*/api/catalog/categories', () =>
    HttpResponse.json({
      items: [
        { name: 'Mystery', books: 56 },
        { name: 'Fiction', books: 80 },
      ],
    }),
  ),
]
