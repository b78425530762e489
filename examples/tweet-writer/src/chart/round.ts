// What both charts draw: one point per round.

export interface RoundShare {
  /** From 1. */
  readonly round: number;
  /** Preferences met by the round's tweet. */
  readonly satisfied: number;
  readonly total: number;
}

/** 0 to 1; a round in which nothing could be asked counts as met. */
export function shareOf({ satisfied, total }: RoundShare): number {
  return total === 0 ? 1 : satisfied / total;
}

/** `43%`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
