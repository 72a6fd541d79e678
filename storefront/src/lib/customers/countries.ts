/** The countries that the shop ships to. The orders service rejects others with `country_not_served`. */
export const HOME_COUNTRY = 'GB'

const CODES = ['GB', 'IE', 'AU', 'CA', 'DE', 'ES', 'FR', 'IT', 'NL', 'NZ', 'US'] as const

const names = new Intl.DisplayNames(['en-GB'], { type: 'region' })

export const countryName = (code: string): string => names.of(code) ?? code

export const COUNTRIES = CODES.map((code) => ({ code, name: countryName(code) }))
