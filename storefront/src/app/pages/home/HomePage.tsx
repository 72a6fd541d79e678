import { Panel } from '@/components/Panel'
import { Seo, SHOP } from '@/components/Seo'
import { CategoryIndex } from '@/features/catalog/components/CategoryIndex'
import { NewArrivals } from '@/features/catalog/components/NewArrivals'
import { Hero } from '@/features/catalog/components/Hero'
import { RecentlyViewed } from '@/features/catalog/components/RecentlyViewed'
import { EditorialQuote } from '@/features/catalog/components/EditorialQuote'
import { ForYou } from '@/features/recommendations/components/ForYou'
import { WeeklyBestsellers } from '@/features/recommendations/components/WeeklyBestsellers'

const DESCRIPTION = 'Fiction, mystery, poetry and ideas: books chosen and described by people who read them.'

/** Each section loads its own data: a section that fails is left out. */
export function HomePage() {
  return (
    <>
      <Seo title={SHOP} description={DESCRIPTION} canonical="/" jsonLd={[websiteJsonLd()]} />
      <Panel>
        <Hero />
      </Panel>
      <div className="container">
        <Panel>
          <WeeklyBestsellers />
        </Panel>
        <Panel>
          <EditorialQuote />
        </Panel>
        <Panel>
          <CategoryIndex />
        </Panel>
        <Panel>
          <ForYou />
        </Panel>
        <Panel>
          <NewArrivals />
        </Panel>
        <Panel>
          <RecentlyViewed />
        </Panel>
      </div>
    </>
  )
}

const websiteJsonLd = () => ({
  '@type': 'WebSite',
  name: SHOP,
  url: location.origin,
  potentialAction: {
    '@type': 'SearchAction',
    target: `${location.origin}/search?q={search_term_string}`,
    'query-input': 'required name=search_term_string',
  },
})
