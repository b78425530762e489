/** The order in which databases keep text: by code point, which is the order of its UTF-8 bytes. */

/** Negative if `a` comes first. JavaScript's own `<` differs where surrogate pairs meet U+E000 to U+FFFF. */
export function comparePoints(a: string, b: string): number {
  let index = 0;
  while (index < a.length && index < b.length && a.charCodeAt(index) === b.charCodeAt(index)) index += 1;
  // Inside a pair of equal high surrogates the low ones decide, and they compare alike.
  return rank(a, index) - rank(b, index);
}

function rank(text: string, index: number): number {
  if (index >= text.length) return -1;
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
