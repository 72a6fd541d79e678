import { toBookAuthors, toReference, toSeriesPlace } from './shared/books'
import { toMoney } from './shared/money'

/** A list of the REST API. */
export const toBestsellers = (list: any) => ({
  by: list.by === 'purchased' ? 'BOUGHT' : 'RATED',
  window: list.window.toUpperCase(),
  category: list.category,
  updatedAt: list.updated_at,
  entries: list.items.map((entry: any) => ({
    rank: entry.rank,
    movement: entry.movement === 'new' ? null : entry.movement,
    score: entry.score,
    card: toCard(entry.book),
  })),
  degraded: list.degraded,
})

/** Suggestions of the REST API. */
export const toRecommendations = (suggestions: any) => ({
  entries: suggestions.items.map((suggestion: any) => ({
    card: toCard(suggestion.book),
    because: suggestion.because ? toCard(suggestion.because) : null,
  })),
  source: suggestions.source.toUpperCase(),
})

const toCard = (card: any) => ({
  book: toReference(card.book_id),
  title: card.title,
  authors: toBookAuthors(card.authors),
  category: card.category,
  price: toMoney(card.price, card.currency),
  seriesPlace: toSeriesPlace(card.series),
  cover: card.cover,
})
