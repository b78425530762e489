// How far a tweet meets a reader's preferences, leaving out what a paper's record makes impossible.
import { linkOf, type Paper } from "../papers/paper.js";
import { describe } from "../writer/directives/directive.js";
import { satisfies } from "../writer/directives/satisfies.js";
import type { Preference } from "./preferences.js";

export interface OneSatisfaction {
  readonly preference: Preference;
  /** The preference in plain words, to be shown at the end. */
  readonly rule: string;
  readonly satisfied: boolean;
  /** False when no tweet about this paper could meet it: no authors, year, address or figure known. */
  readonly applicable: boolean;
}

export interface Satisfaction {
  /** Of the applicable ones. */
  readonly satisfied: number;
  readonly total: number;
  readonly each: readonly OneSatisfaction[];
}

export function satisfactionOf(preferences: readonly Preference[], tweet: string, paper: Paper): Satisfaction {
  const each = preferences.map((preference) => ({
    preference,
    rule: describe(preference.directive),
    satisfied: satisfies(preference.directive, tweet, paper),
    applicable: applies(preference, paper),
  }));
  const counted = each.filter((one) => one.applicable);
  return { satisfied: counted.filter((one) => one.satisfied).length, total: counted.length, each };
}

function applies({ directive }: Preference, paper: Paper): boolean {
  switch (directive.kind) {
    case "authors":
      return paper.authors.length > 0;
    case "year":
      return paper.year !== undefined;
    case "link":
    case "link-place":
      return linkOf(paper) !== undefined;
    case "figure":
      return /\d/.test(paper.abstract);
    default:
      return true;
  }
}
