import { setupServer } from 'msw/node'
import { http, HttpResponse, type RequestHandler } from 'msw'
import addressFormats from '../../../services/orders/chalicelib/addresses/formats.json'
import type { Company } from '@/lib/settings'

/** Build an error response in the shape of all services. */
export const errorResponse = (status: number, code: string, message = code, details = {}) =>
  HttpResponse.json({ error: { code, message, details, request_id: 'req-1' } }, { status })

export const COMPANY: Company = {
  name: 'Margins Ltd',
  registration: 'Registered in England and Wales, company number 12345678',
  vat_id: 'GB 123 4567 89',
  address: ['1 Row', 'London'],
  email: 'help@margins.example',
  phone: '',
  returns_address: ['Margins Returns', '2 Row', 'London'],
  return_days: 30,
  data_region: 'Ireland',
  is_example: false,
}

const shippingOption = (country: string, method: string, first: number, free_from: number | null = null) => ({
  country,
  method,
  first,
  further: 100,
  fastest: method === 'express' ? 1 : 2,
  slowest: method === 'express' ? 2 : 4,
  free_from,
})

/** The requests that every page makes. */
const handlers: RequestHandler[] = [
  http.get('*/settings.json', () =>
    HttpResponse.json({
      cognito: { user_pool_id: 'eu-west-1_test', client_id: 'client' },
      stripe: { publishable_key: 'pk_test' },
      graphql: { key: 'da2-key' },
      behind_the_scenes: true,
      company: COMPANY,
    }),
  ),
  http.get('*/api/orders/shipping', () =>
    HttpResponse.json({
      items: [
        shippingOption('GB', 'standard', 299, 2500),
        shippingOption('GB', 'express', 599),
        shippingOption('IE', 'standard', 899),
        shippingOption('IE', 'express', 1699),
      ],
    }),
  ),
  http.get('*/api/orders/address-formats', () => HttpResponse.json({ items: addressFormats })),
  http.get('*/api/catalog/categories', () =>
    HttpResponse.json({
      items: [
        { name: 'Mystery', books: 56 },
        { name: 'Fiction', books: 80 },
      ],
    }),
  ),
]

/** The mocked services; a test overrides responses by `server.use(…)`. */
export const server = setupServer(...handlers)
