/** A pasted list of parcels, a line each: the order, its tracking number, perhaps the carrier. */

export interface ParcelLine {
  /** The whole number of an order, or its end. */
  order: string
  tracking: string
  carrier: string
}

/** Read lines separated by tabs, semicolons or commas, as spreadsheets and carriers write them. */
export function parseParcels(text: string): ParcelLine[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.split(/\t|;|,/).map((cell) => cell.trim().replace(/^"|"$/g, '')))
    .filter(([order]) => order)
    .map(([order = '', tracking = '', carrier = '']) => ({ order: order.toUpperCase(), tracking, carrier }))
}
