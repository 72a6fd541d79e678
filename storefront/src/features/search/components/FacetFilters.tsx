import { useSearchParams } from 'react-router'
import { useState, type ReactNode } from 'react'
import { OnlyStars } from '@/components/books/Stars'
import type { Facets as FacetCounts } from '../api/search'
import { bandLabel, labelOf } from '../filterLabels'
import { toggled, valuesOf, withFilters, type Several } from '../searchParams'
import { Choice } from './FacetOption'

const FEW = 8

interface FacetsProps {
  facets: FacetCounts
  shelf?: boolean
}

/** Filters with how many books each would leave. Every change is a new address. */
export function Facets({ facets, shelf }: FacetsProps) {
  return (
    <>
      {!shelf && <Values title="Shelf" name="category" facets={facets} />}
      <Values title="Format" name="format" facets={facets} />
      <Prices bands={facets.price} />
      <Ratings steps={facets.rating} />
      <Values title="Language" name="language" facets={facets} />
      <Values title="Author" name="author" facets={facets} />
      <InStock facets={facets} />
    </>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend>{title}</legend>
      {children}
    </fieldset>
  )
}

type Counted = Several & keyof FacetCounts

function Values({ title, name, facets }: { title: string; name: Counted; facets: FacetCounts }) {
  const [params, setParams] = useSearchParams()
  const chosen = valuesOf(params, name)
  const [all, showAll] = useState(false)
  // What is chosen is always seen, however few books it has.
  const values = facets[name].filter(({ value }, i) => all || i < FEW || chosen.includes(value))
  const hidden = facets[name].length - values.length
  if (values.length === 0) return null
  return (
    <Group title={title}>
      {values.map(({ value, count }) => (
        <Choice
          key={value}
          label={labelOf(name, value, facets)}
          count={count}
          checked={chosen.includes(value)}
          onChange={() => setParams(toggled(params, name, value), { preventScrollReset: true })}
        />
      ))}
      {hidden > 0 && (
        <button type="button" className="textbutton" onClick={() => showAll(true)}>
          {hidden} more
        </button>
      )}
    </Group>
  )
}

function Prices({ bands }: { bands: FacetCounts['price'] }) {
  const [params, setParams] = useSearchParams()
  const [min, max] = [params.get('price_min'), params.get('price_max')]
  const set = (band?: (typeof bands)[number]) => {
    const changes = { price_min: band && String(band.price_min), price_max: band?.price_max?.toString() }
    setParams(withFilters(params, changes), { preventScrollReset: true })
  }
  return (
    <Group title="Price">
      {bands.map((band) => {
        const checked = min === String(band.price_min) && max === (band.price_max?.toString() ?? null)
        return (
          <Choice
            key={band.price_min}
            label={bandLabel(band.price_min, band.price_max)}
            count={band.count}
            checked={checked}
            onChange={() => set(checked ? undefined : band)}
          />
        )
      })}
    </Group>
  )
}

function Ratings({ steps }: { steps: FacetCounts['rating'] }) {
  const [params, setParams] = useSearchParams()
  const least = params.get('rating_min')
  return (
    <Group title="Readers’ rating">
      {steps.map(({ rating_min, count }) => {
        const checked = least === String(rating_min)
        const rating = checked ? undefined : String(rating_min)
        return (
          <Choice
            key={rating_min}
            label={
              <>
                <OnlyStars value={rating_min} /> &nbsp;or more
              </>
            }
            count={count}
            checked={checked}
            onChange={() =>
              setParams(withFilters(params, { rating_min: rating }), { preventScrollReset: true })
            }
          />
        )
      })}
    </Group>
  )
}

function InStock({ facets }: { facets: FacetCounts }) {
  const [params, setParams] = useSearchParams()
  const checked = params.get('in_stock') === 'true'
  const count = facets.availability
    .filter(({ value }) => value !== 'out')
    .reduce((sum, facet) => sum + facet.count, 0)
  return (
    <Group title="Availability">
      <Choice
        label="In stock"
        count={count}
        checked={checked}
        onChange={() =>
          setParams(withFilters(params, { in_stock: checked ? undefined : 'true' }), {
            preventScrollReset: true,
          })
        }
      />
    </Group>
  )
}
