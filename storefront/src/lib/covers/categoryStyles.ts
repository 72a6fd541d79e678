import { INKS, type InkName } from './inks'
import type { CategoryStyle, CompositionName, Palette } from './types'

/**
 * Parse a style. A palette is a list of ink names: ground, lettering, then the three inks of the ornament.
 */
const style = (compositions: string, ...palettes: string[]): CategoryStyle => ({
  compositions: compositions.split(' ') as CompositionName[],
  palettes: palettes.map((names) => {
    const [ground, type, a, b, c] = names.split(' ').map((name) => INKS[name as InkName])
    return { ground, type, a, b, c } as Palette
  }),
})

export const CATEGORY_STYLES: Record<string, CategoryStyle> = {
  Fiction: style(
    'botanical stripes cloth arcs initial broadside',
    'oxblood bone rose gold vermilion',
    'bone ink vermilion navy ochre',
    'forest paper mustard sage pink',
    'navy bone rose mustard sky',
    'pink oxblood vermilion wine paper',
    'mustard ink brick paper navy',
  ),
  Mystery: style(
    'broadside arches rays engraving swiss',
    'ink bone vermilion mustard stone',
    'mustard ink vermilion brick paper',
    'prussian bone orange straw sea',
    'vermilion paper ink oxblood mustard',
    'bone ink vermilion slate mustard',
  ),
  'Science Fiction': style(
    'engraving arcs swiss rays broadside',
    'midnight bone orange sea violet',
    'violet paper mustard rose midnight',
    'orange midnight paper teal mustard',
    'teal paper orange mustard midnight',
    'straw midnight orange teal vermilion',
  ),
  Gothic: style(
    'arches engraving botanical cloth broadside',
    'ink bone vermilion wine straw',
    'plum pink rose wine paper',
    'midnight sand rose violet straw',
    'oxblood paper vermilion ink pink',
    'slate paper straw vermilion ink',
  ),
  Poetry: style(
    'botanical stripes arcs tiles initial',
    'pink oxblood vermilion wine paper',
    'sage forest moss paper mustard',
    'lilac midnight violet paper rose',
    'paper cobalt cobalt sky rose',
    'straw brown orange brick paper',
    'teal paper mint pink straw',
  ),
  Drama: style(
    'arches broadside rays swiss initial',
    'oxblood paper vermilion wine gold',
    'vermilion paper ink oxblood mustard',
    'cobalt paper pink navy mustard',
    'ink paper vermilion oxblood gold',
    'pink wine vermilion wine paper',
  ),
  Philosophy: style(
    'arcs swiss initial engraving stripes',
    'bone ink cobalt vermilion stone',
    'stone ink vermilion paper slate',
    'slate paper orange straw sky',
    'paper forest forest mustard sage',
    'cobalt paper sky vermilion mustard',
  ),
  History: style(
    'cloth tiles broadside contours rays',
    'brick paper gold oxblood sand',
    'navy bone gold brick sky',
    'sand brown brick ochre navy',
    'forest bone gold moss straw',
    'ink sand ochre brick stone',
  ),
  'Science & Nature': style(
    'botanical contours engraving tiles',
    'sage forest moss paper vermilion',
    'forest straw mint moss orange',
    'sky navy cobalt paper vermilion',
    'paper forest moss sage vermilion',
    'prussian paper sky sea straw',
  ),
  Travel: style(
    'landscape contours arcs stripes',
    'teal paper straw prussian orange',
    'sand prussian brick clay vermilion',
    'straw brown orange brick teal',
    'prussian straw sea navy vermilion',
    'sky prussian sea paper vermilion',
  ),
  Children: style(
    'landscape tiles swiss botanical arcs',
    'mustard navy vermilion sea paper',
    'sky navy vermilion mustard paper',
    'vermilion paper mustard navy pink',
    'mint forest vermilion teal mustard',
    'navy paper mustard vermilion sky',
  ),
  'Essays & Memoir': style(
    'stripes initial botanical cloth broadside',
    'clay ink brick paper straw',
    'slate straw sky clay paper',
    'bone forest clay moss mustard',
    'lilac plum wine paper mustard',
    'oxblood sand clay brick paper',
  ),
}
