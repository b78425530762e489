/** Says that a list was cut. */
export function moreLine(more: boolean, limit: number): string[] {
  return more ? [`These are the first ${limit}; --limit shows more.`] : [];
}
