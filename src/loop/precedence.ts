/** Undoing by hand, without a proposal: not what somebody with more authority taught. */
import type { Blocks } from "../core/apply.js";
import type { EvidenceRecord } from "../core/evidence.js";
import { KnowhowError } from "../core/errors.js";
import { addressKey } from "../core/address.js";
import { type Principal, trustOf } from "../core/principal.js";
import { describeRank, rankOf, withArticle } from "../core/standing.js";
import { wordsOf } from "../gate/rules.js";
import type { Scope } from "./context.js";

export interface Undoing {
  readonly by: Principal;
  /** A verb: "roll back". */
  readonly doing: string;
  readonly head: Blocks;
  readonly after: Pick<Blocks, "text" | "blocks">;
  /** What speaks for the blocks of the head. */
  readonly standing: readonly EvidenceRecord[];
}

/** @throws `forbidden` when a rule would change or go that ranks higher than `by` */
export function checkPrecedence(scope: Scope, { by, doing, head, after, standing }: Undoing): void {
  const [before, now] = [wordsOf(head), wordsOf(after)];
  for (const block of head.blocks) {
    const words = before.get(block.id) ?? "";
    if (now.get(block.id) === words) continue;
    const rank = rankOf(block, standing);
    if (!rank || trustOf(rank.role) <= trustOf(by.role)) continue;
    throw new KnowhowError(
      "forbidden",
      `The ${by.role} "${by.id}" may not ${doing} "${addressKey(scope.address)}": that would undo ${block.id} ` +
        `(${JSON.stringify(words.slice(0, 80).toWellFormed())}), a rule of ${describeRank(rank)}. Ask ${withArticle(rank.role)}.`,
    );
  }
}
