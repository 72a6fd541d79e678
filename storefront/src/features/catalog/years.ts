/** Old books are older than the calendar. */
export const formatYear = (year: number): string => (year < 0 ? `${-year} BC` : String(year))
