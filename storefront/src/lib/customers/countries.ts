export const HOME_COUNTRY = 'GB'

const names = new Intl.DisplayNames(['en-GB'], { type: 'region' })

/** The name of a country; pages never show its code. */
export const countryName = (code: string): string => names.of(code) ?? code
