/** Ids for people: as much of them as tells them apart and can be copied. */

/** The part of an id that is its time, to the millisecond. */
const SHORT = 13;

/** A function that shortens these ids so that each stays unique among them. */
export function shortener(ids: readonly string[]): (id: string) => string {
  const different = new Set(ids).size;
  let length = SHORT;
  while (length < 36 && new Set(ids.map((id) => id.slice(0, length))).size < different) length += 1;
  return (id) => id.slice(0, length);
}
