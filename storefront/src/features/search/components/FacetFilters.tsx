import { useState, type ReactNode } from 'react'
import { StarRating } from '@/components/books/Stars'
import { formatNumber } from '@/lib/text'
import type { Facets } from '../api/search'
import { priceLabel, filterLabel } from '../filterLabels'
import { toggleFilter, filterValues, setFilters, type MultiFilter } from '../searchParams'
import { useFilterParams } from '../useFilterParams'

const MAX_VISIBLE = 8

interface FacetFiltersProps {
  facets: Facets
  onCategoryPage?: boolean
}

/** The filters with the number of books that each leaves. Every change is a navigation. */
export function FacetFilters({ facets, onCategoryPage }: FacetFiltersProps) {
  return (
    <>
      {!onCategoryPage && <ValueFacet title="Category" name="category" facets={facets} />}
      <ValueFacet title="Format" name="format" facets={facets} />
      <PriceFacet bands={facets.price} />
      <RatingFacet steps={facets.rating} />
      <ValueFacet title="Language" name="language" facets={facets} />
      <ValueFacet title="Author" name="author" facets={facets} />
      <StockFacet facets={facets} />
    </>
  )
}

function FacetGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend>{title}</legend>
      {children}
    </fieldset>
  )
}

type CountedFilter = MultiFilter & keyof Facets

function ValueFacet({ title, name, facets }: { title: string; name: CountedFilter; facets: Facets }) {
  const [params, setParams] = useFilterParams()
  const chosen = filterValues(params, name)
  const [all, showAll] = useState(false)
  // A selected value is always visible.
  const values = facets[name].filter(({ value }, i) => all || i < MAX_VISIBLE || chosen.includes(value))
  const hidden = facets[name].length - values.length
  if (values.length === 0) return null
  return (
    <FacetGroup title={title}>
      {values.map(({ value, count }) => (
        <FacetOption
          key={value}
          label={filterLabel(name, value, facets)}
          count={count}
          checked={chosen.includes(value)}
          onChange={() => setParams(toggleFilter(params, name, value), { preventScrollReset: true })}
        />
      ))}
      {hidden > 0 && (
        <button type="button" className="textbutton" onClick={() => showAll(true)}>
          Show {hidden} more
        </button>
      )}
    </FacetGroup>
  )
}

function PriceFacet({ bands }: { bands: Facets['price'] }) {
  const [params, setParams] = useFilterParams()
  const [min, max] = [params.get('price_min'), params.get('price_max')]
  const set = (band?: (typeof bands)[number]) => {
    const changes = { price_min: band && String(band.price_min), price_max: band?.price_max?.toString() }
    setParams(setFilters(params, changes), { preventScrollReset: true })
  }
  return (
    <FacetGroup title="Price">
      {bands.map((band) => {
        const checked = min === String(band.price_min) && max === (band.price_max?.toString() ?? null)
        return (
          <FacetOption
            key={band.price_min}
            label={priceLabel(band.price_min, band.price_max)}
            count={band.count}
            checked={checked}
            onChange={() => set(checked ? undefined : band)}
          />
        )
      })}
    </FacetGroup>
  )
}

function RatingFacet({ steps }: { steps: Facets['rating'] }) {
  const [params, setParams] = useFilterParams()
  const minimum = params.get('rating_min')
  return (
    <FacetGroup title="Customer rating">
      {steps.map(({ rating_min, count }) => {
        const checked = minimum === String(rating_min)
        const rating = checked ? undefined : String(rating_min)
        return (
          <FacetOption
            key={rating_min}
            label={
              <>
                <StarRating value={rating_min} /> &nbsp;and up
              </>
            }
            count={count}
            checked={checked}
            onChange={() =>
              setParams(setFilters(params, { rating_min: rating }), { preventScrollReset: true })
            }
          />
        )
      })}
    </FacetGroup>
  )
}

function StockFacet({ facets }: { facets: Facets }) {
  const [params, setParams] = useFilterParams()
  const checked = params.get('in_stock') === 'true'
  const count = facets.availability
    .filter(({ value }) => value !== 'out')
    .reduce((sum, facet) => sum + facet.count, 0)
  return (
    <FacetGroup title="Availability">
      <FacetOption
        label="In stock"
        count={count}
        checked={checked}
        onChange={() =>
          setParams(setFilters(params, { in_stock: checked ? undefined : 'true' }), {
            preventScrollReset: true,
          })
        }
      />
    </FacetGroup>
  )
}

interface FacetOptionProps {
  label: ReactNode
  count: number
  checked: boolean
  onChange: () => void
}

/** A checkbox with a label and the number of books. */
function FacetOption({ label, count, checked, onChange }: FacetOptionProps) {
  return (
    <label className={count === 0 && !checked ? 'none' : undefined}>
      <input
        className="form-check-input"
        type="checkbox"
        checked={checked}
        onChange={onChange}
        disabled={count === 0 && !checked}
      />
      <span className="l">{label}</span>
      <span className="r">
        {formatNumber(count)}
        <span className="visually-hidden"> {count === 1 ? 'book' : 'books'}</span>
      </span>
    </label>
  )
}
