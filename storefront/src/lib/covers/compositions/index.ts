/** The compositions. Each draws its ornament and returns the box for the lettering. */
import type { CompositionName, Design, Layout } from '../types'
import { arches } from './arches'
import { botanical } from './botanical'
import { cloth } from './cloth'
import { contours } from './contours'
import { engraving } from './engraving'
import { arcs, rays, stripes } from './geometry'
import { landscape } from './landscape'
import { swiss } from './swiss'
import { tiles } from './tiles'
import { broadside, initial } from './typographic'

/** A composition draws random values in a fixed order: another order gives another cover. */
export const COMPOSITIONS: Record<CompositionName, (design: Design) => Layout> = {
  broadside,
  initial,
  stripes,
  cloth,
  engraving,
  arcs,
  botanical,
  contours,
  tiles,
  landscape,
  arches,
  swiss,
  rays,
}
