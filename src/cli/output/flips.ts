/** What a gate said: its sentence, and the cases under the old and the new text. */
import type { CaseTally, GateResult } from "../../core/proposal.js";
import type { Paint } from "./paint.js";
import { excerpt, printable } from "./printable.js";
import { table } from "./table.js";

/** Nothing, where no case was replayed. */
export function gateLines(gate: GateResult, style: { readonly paint: Paint; readonly width: number | null }): string[] {
  if (gate.status === "not-run") return [];
  const { paint } = style;
  const colour = { passed: paint.green, unproven: paint.yellow, refused: paint.red, inconclusive: paint.yellow };
  const rows = (gate.cases ?? []).map(({ caseId, rule, before, after, flip, reason }) => [
    caseId === null ? "new" : caseId.slice(0, 13),
    flip,
    tally(before),
    tally(after),
    `${rule === null ? "" : `${excerpt(rule, 50)} `}${flip === "same" ? "" : `– ${printable(reason)}`}`,
  ]);
  return [
    `  ${colour[gate.status](`gate: ${gate.status}`)}  ${printable(gate.message)}`,
    ...(rows.length === 0
      ? []
      : table(["CASE", "FLIP", "BEFORE", "AFTER", "RULE"], rows, style).map((line) => `  ${line}`)),
  ];
}

/** `2 of 3`, and how many could not be told. */
const tally = ({ passed, failed, inconclusive }: CaseTally): string =>
  `${passed} of ${passed + failed + inconclusive}${inconclusive > 0 ? ` (${inconclusive}?)` : ""}`;
