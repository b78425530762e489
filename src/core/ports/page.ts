/** Lists come in pages. */

/** One page of a list and where the next begins; null at the end. Cursors are opaque. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface PageRequest {
  readonly cursor?: string | null;
  /** From 1 to 1000; default 100. */
  readonly limit?: number;
}
