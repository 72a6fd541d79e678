import { saveGuestCartId } from './cart'
import {
  clearPersonal,
  loadFromTab,
  loadLocal,
  loadLocalTexts,
  localTexts,
  removeLocal,
  saveInTab,
  saveLocal,
} from './storage'

afterEach(() => vi.restoreAllMocks())

const refuse = () => {
  throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
}

const blockStorage = () => {
  for (const name of ['localStorage', 'sessionStorage'] as const)
    vi.spyOn(window, name, 'get').mockImplementation(() => {
      throw new DOMException('Access is denied for this document.', 'SecurityError')
    })
}

const BROWSERS: [string, () => unknown][] = [
  ['refuses its storage', blockStorage],
  ['has a full storage', () => vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse)],
  ['has no storage', () => vi.spyOn(window, 'localStorage', 'get').mockReturnValue(null as never)],
]

it.each(BROWSERS)('keeps a value in memory where the browser %s', (_, prepare) => {
  prepare()
  saveLocal('guest-cart', 'abc')
  expect(loadLocal('guest-cart', undefined)).toBe('abc')
  expect(localTexts.keys()).toEqual(['guest-cart'])
})

it.each(BROWSERS)('removes a value where the browser %s', (_, prepare) => {
  prepare()
  saveLocal('guest-cart', 'abc')
  removeLocal('guest-cart')
  expect(loadLocal('guest-cart', 'none')).toBe('none')
})

it('keeps the values of a tab in memory too', () => {
  blockStorage()
  saveInTab('coupon', 'SPRING')
  expect(loadFromTab('coupon', '')).toBe('SPRING')
})

it('restores no older value after a reload where the storage is full', () => {
  saveLocal('guest-cart', 'old')
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse)
  saveLocal('guest-cart', 'new')
  expect(localStorage.getItem('guest-cart')).toBeNull()
})

it('keeps only choices about the device after a sign-out', () => {
  for (const key of ['review-name', 'recent-searches', 'recently-viewed', 'results-layout', 'shelf-layout'])
    saveLocal(key, key)
  localTexts.setItem('theme', 'dark')
  saveGuestCartId('abc')
  saveInTab('checkout', {})
  clearPersonal()
  expect(localTexts.keys().sort()).toEqual(['results-layout', 'shelf-layout', 'theme'])
  expect(sessionStorage).toHaveLength(0)
})

it.each(['null', '{}', '"woman"', '[1, null]', '{"a":'])('loads %s as an empty list', (text) => {
  localTexts.setItem('recent-searches', text)
  expect(loadLocalTexts('recent-searches')).toEqual([])
})
