// @ts-check
// Where the events of a timeline stand: days, lanes, round dates to label. No drawing here.

const DAY = 86_400_000;
const WORDS = new Intl.DateTimeFormat("en", { timeZone: "UTC", month: "short" });

/** The number of a day (days since 1970) of an ISO date. @param {string} date */
export const day = (date) => Date.parse(`${date}T00:00:00Z`) / DAY;

/** The ISO date of a day's number. @param {number} number */
export const iso = (number) => new Date(Math.floor(number) * DAY).toISOString().slice(0, 10);

/**
 * The lane of each extent: the lowest in which it meets none of those that begin before it.
 * @param {number[][]} extents begin and end, in any order
 * @returns {number[]}
 */
export function packed(extents) {
  /** @type {number[]} */
  const ends = [], lanes = new Array(extents.length);
  const order = extents.map((_, at) => at).sort((one, two) => extents[one][0] - extents[two][0] || one - two);
  for (const at of order) {
    const [begin, end] = extents[at];
    const lane = ends.findIndex((taken) => taken <= begin);
    lanes[at] = lane < 0 ? ends.length : lane;
    ends[lanes[at]] = end;
  }
  return lanes;
}

/**
 * Round dates between two days: years, months or days, at most `most` or so.
 * @param {number} from @param {number} to @param {number} most
 * @returns {{at: number, text: string}[]}
 */
export function ticks(from, to, most) {
  const each = (to - from) / most;
  const begin = new Date(from * DAY);
  const found = [];
  if (each > 200) {
    const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((years) => years * 365 >= each) ?? 5000;
    for (let year = Math.ceil(begin.getUTCFullYear() / step) * step; ; year += step) {
      const at = Date.UTC(year, 0, 1) / DAY;
      if (at > to || found.length > 2 * most) break;
      found.push({ at, text: String(year) });
    }
  } else if (each > 12) {
    const step = [1, 2, 3, 6].find((months) => months * 30 >= each) ?? 12;
    for (let month = Math.ceil((begin.getUTCFullYear() * 12 + begin.getUTCMonth()) / step) * step; ; month += step) {
      const date = new Date(Date.UTC(Math.floor(month / 12), month % 12, 1));
      if (date.getTime() / DAY > to) break;
      found.push({ at: date.getTime() / DAY, text: `${WORDS.format(date)} ${date.getUTCFullYear()}` });
    }
  } else {
    const step = [1, 2, 5, 10].find((days) => days >= each) ?? 15;
    for (let at = Math.ceil(from / step) * step; at <= to; at += step) found.push({ at, text: iso(at) });
  }
  return found.filter((tick) => tick.at >= from);
}
