// @ts-check
// Places that would lie on each other become one mark, at the place of them that has most events: no mark stands where
// nothing is.

/**
 * @template T
 * @typedef {{x: number, y: number, count: number, item: T}} Point where it is drawn, in pixels; how many it stands for
 */

/**
 * Groups of places: the first of each is its centre, no other centre is nearer than `size`, and all of a group are
 * within `size` of its centre. The order of the points does not matter.
 * @template T
 * @param {Point<T>[]} points
 * @param {number} size pixels
 * @returns {{x: number, y: number, count: number, items: T[]}[]}
 */
export function clustered(points, size) {
  const order = points.map((_, index) => index).sort((a, b) => {
    const [one, two] = [points[a], points[b]];
    return two.count - one.count || one.x - two.x || one.y - two.y || a - b;
  });
  // Cells as wide as the reach, so that only neighbours are looked at.
  /** @type {Map<string, {x: number, y: number, count: number, items: T[]}[]>} */
  const cells = new Map();
  /** @type {{x: number, y: number, count: number, items: T[]}[]} */
  const found = [];
  for (const index of order) {
    const { x, y, count, item } = points[index];
    const column = Math.floor(x / size), row = Math.floor(y / size);
    let best = null, least = size;
    for (let i = column - 1; i <= column + 1; i++) {
      for (let j = row - 1; j <= row + 1; j++) {
        for (const centre of cells.get(`${i} ${j}`) ?? []) {
          const distance = Math.hypot(centre.x - x, centre.y - y);
          if (distance < least) { best = centre; least = distance; }
        }
      }
    }
    if (best) {
      best.count += count;
      best.items.push(item);
    } else {
      const centre = { x, y, count, items: [item] };
      found.push(centre);
      const key = `${column} ${row}`;
      cells.set(key, [...(cells.get(key) ?? []), centre]);
    }
  }
  return found;
}
