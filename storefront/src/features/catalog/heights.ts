/** Real books differ a little in height; of the shelf's full height. */
const HEIGHTS = [1, 0.955, 0.97, 0.985, 1, 0.94, 0.925, 0.91]

export const spineHeight = (index: number): number => HEIGHTS[index % HEIGHTS.length] ?? 1
