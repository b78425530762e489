/** What a version did to the lines before it: which it added, which it put in other words, which it retired. */
import type { Block, BlockOrigin } from "./block.js";
import type { Principal } from "./principal.js";
import type { Version } from "./version.js";

/** A line, by its block. */
export interface RuleWords {
  readonly block: string;
  readonly origin: BlockOrigin;
  /** Without the marker. */
  readonly content: string;
  /** The version that gave it these words. */
  readonly since: number;
}

export interface RewordedRule extends RuleWords {
  /** The words it had before. */
  readonly before: string;
}

/** One version and the lines that it changed; headings and breaks are none. */
export interface RuleChange {
  readonly version: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly author: Principal;
  /** Why, in a sentence. */
  readonly reason: string;
  readonly proposalId: string | null;
  /** The version that it went back to, for a rollback. */
  readonly reverts: number | null;
  /** Its content, or that of the version before it, was erased: nothing is known of the lines. */
  readonly erased: boolean;
  readonly added: readonly RuleWords[];
  readonly reworded: readonly RewordedRule[];
  /** Oldest block first. What merged rules held stands in another line since. */
  readonly retired: readonly RuleWords[];
}

/** What `after` did; `before` is the version it follows, null for the first, whose lines count as added. */
export function ruleChange(before: Version | null, after: Version): RuleChange {
  const { number: version, createdAt: at, author, reason, proposalId, reverts } = after;
  const about = { version, at, author, reason, proposalId, reverts };
  const erased = after.erased === true || before?.erased === true;
  if (erased) return { ...about, erased, added: [], reworded: [], retired: [] };
  const [was, is] = [linesOf(before), linesOf(after)];
  const kept = new Set(is.map(({ block }) => block));
  const wordsBefore = new Map(was.map(({ block, content }) => [block, content]));
  return {
    ...about,
    erased,
    added: is.filter(({ block }) => !wordsBefore.has(block)),
    reworded: is.flatMap((line) => {
      const words = wordsBefore.get(line.block);
      return words === undefined || words === line.content ? [] : [{ ...line, before: words }];
    }),
    retired: was.filter(({ block }) => !kept.has(block)),
  };
}

const isLine = ({ kind }: Block): boolean => kind !== "heading" && kind !== "break" && kind !== "tag";

const linesOf = (version: Version | null): RuleWords[] =>
  (version?.blocks ?? []).filter(isLine).map(({ id, origin, content, end, since }) => ({
    block: id,
    origin,
    since,
    content: version?.text.slice(content, end) ?? "",
  }));
