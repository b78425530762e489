/** Turns directives, one after the other, into edits: at most one of each block, and the later word wins. */
import type { BlockView } from "../../core/block.js";
import { type Edit, LEARNED_SECTION, type Support } from "../../core/edit.js";
import type { Evidence } from "../../core/evidence.js";
import { escapeText, type TemplateFormat } from "../../core/template.js";
import { isRepeated, mayBeRevised, opposes, relate } from "./relate.js";
import { type Release, takesBack } from "./release.js";
import { type Signature, signatureOf } from "./signature.js";

/** A rule that a lesson teaches, with what it rests on. */
export interface Taught {
  /** Null for what only takes something back. */
  readonly rule: string | null;
  /** What it takes back, if there is such a rule; else the rule is what it says. */
  readonly release: Release | null;
  readonly evidence: Evidence;
  /** It was said that something changes: "instead", "after all", "no longer". */
  readonly revises: boolean;
}

/**
 * What became of a rule: a new one, in place of an old one, said already, or barred by a locked block; or an old one
 * was taken back, or none was found to take back.
 */
export type Placement =
  | { readonly as: "added" | "unfound" }
  | { readonly as: "replaced" | "repeated" | "barred" | "withdrawn"; readonly other: string };

/** One rule as it would stand after the edits. */
interface Entry {
  /** Null for one that is to be added. */
  readonly block: BlockView | null;
  /** The words it has now. */
  rule: string;
  /** What they are about; of a block of several sentences, each sentence. */
  signatures: readonly Signature[];
  changed: boolean;
  evidence: Evidence[];
}

export interface Plan {
  /** Takes in a rule. A rule that an earlier one of the same plan contradicts takes its place, with its evidence. */
  teach(taught: Taught): Placement;
  edits(): Edit[];
  supports(): Support[];
  /** Evidence that no edit or support rests on any more, since a later rule took its place. */
  overruled(): ReadonlySet<Evidence>;
}

/** Not an abbreviation within a sentence: 'Write the first author and "et al." in each post' is one. */
const SENTENCE_END =
  /(?!(?<=\b(?:et al|e\.g|i\.e|etc|vs|cf|approx|Dr|Mrs?|Ms))\.["')\]]*\s+\p{Ll})[.!?]["')\]]*(?=\s|$)/gu;
const LONGEST_RULE = 300;

/** A plan for these blocks. */
export function planFor(blocks: readonly BlockView[], templateFormat: TemplateFormat): Plan {
  const entries = blocks.filter(isComparable).map((block): Entry => {
    const rule = plainWords(block.content);
    return { block, rule, signatures: signaturesIn(rule), changed: false, evidence: [] };
  });
  const overruled = new Set<Evidence>();
  const withdrawn: Entry[] = [];
  return {
    teach({ rule, release, revises, evidence }) {
      const back = release && withdraw(release, evidence, entries, withdrawn, overruled);
      if (back) return back;
      if (rule === null || release?.certain) return { as: "unfound" };
      return teach(rule, { evidence, revises }, entries, withdrawn, overruled);
    },
    edits: () => [...entries.flatMap((entry) => editOf(entry, templateFormat)), ...withdrawn.flatMap(removalOf)],
    supports: () =>
      entries.flatMap(({ block, changed, evidence }) =>
        block && !changed && evidence.length > 0 ? [{ block: block.id, evidence }] : [],
      ),
    overruled: () => overruled,
  };
}

function isComparable(block: BlockView): boolean {
  return /^(?:paragraph|sentence|item)$/.test(block.kind) && block.content.length <= LONGEST_RULE * 4;
}

/** The words of a block without Markdown's marks. */
function plainWords(content: string): string {
  return content
    .replace(/[*_`]+/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** One directive and nothing else: only then may its words be replaced whole. */
function isOneRule(rule: string): boolean {
  return rule.length <= LONGEST_RULE && (rule.match(SENTENCE_END)?.length ?? 0) <= 1;
}

/** Each sentence on its own, so that a rule said in passing is noticed. */
function signaturesIn(rule: string): Signature[] {
  if (isOneRule(rule)) return [signatureOf(rule)];
  return rule
    .split(/(?<=[.!?])\s+/)
    .slice(0, 40)
    .map(signatureOf);
}

/** Takes out the learned rules that are taken back. Null if there is none. */
function withdraw(
  release: Release,
  evidence: Evidence,
  entries: Entry[],
  withdrawn: Entry[],
  overruled: Set<Evidence>,
): Placement | null {
  const gone = entries.filter(
    ({ block, rule, signatures }) =>
      (block === null || (block.origin === "rule" && !block.locked)) &&
      isOneRule(rule) &&
      signatures.some((signature) => takesBack(release, signature)),
  );
  const [first] = gone;
  if (!first) return null;
  takeOut(gone, evidence, entries, withdrawn, overruled);
  // What was said and taken back within one reflection leaves no edit.
  if (gone.every(({ block }) => block === null)) overruled.add(evidence);
  return { as: "withdrawn", other: first.rule };
}

function takeOut(
  gone: readonly Entry[],
  evidence: Evidence,
  entries: Entry[],
  withdrawn: Entry[],
  overruled: Set<Evidence>,
): void {
  for (const entry of gone) {
    entries.splice(entries.indexOf(entry), 1);
    for (const old of entry.evidence) overruled.add(old);
    if (entry.block) withdrawn.push({ ...entry, evidence: [evidence] });
  }
}

function removalOf({ block, evidence }: Entry): Edit[] {
  return block ? [{ kind: "remove", block: block.id, evidence }] : [];
}

function teach(
  rule: string,
  { evidence, revises }: Pick<Taught, "evidence" | "revises">,
  entries: Entry[],
  withdrawn: Entry[],
  overruled: Set<Evidence>,
): Placement {
  const signature = signatureOf(rule);
  const related = entries.flatMap((entry) =>
    entry.signatures.map((before) => {
      const relation = relate(before, signature);
      const changed = relation === "add" && revises && mayBeRevised(before, signature);
      // of what one comment says, nothing takes the place of the rest unless it says nearly the same
      if (isSaidWith(entry, evidence) && !isRepeated(before, signature) && !opposes(before, signature))
        return { entry, relation: "add" as const };
      return { entry, relation: changed ? ("revise" as const) : relation };
    }),
  );
  const repeated = related.find(({ relation }) => relation === "duplicate")?.entry;
  const opposed = related
    .filter(({ entry, relation }) => /^(?:replace|revise)$/.test(relation) && isOneRule(entry.rule))
    .map(({ entry }) => entry);
  const barrier = opposed.find((entry) => entry.block?.locked);
  if (barrier && !repeated) return { as: "barred", other: barrier.rule };
  const target = bestToReplace(opposed);
  const learned = related
    .filter(({ relation, entry }) => relation === "replace" && isOneRule(entry.rule) && isLearned(entry))
    .map(({ entry }) => entry)
    .filter((entry) => entry !== repeated);
  if (repeated && !(target && !target.block)) {
    // The rule stands there, and beside it what it contradicts: the user says again which of them holds.
    takeOut(learned, evidence, entries, withdrawn, overruled);
    repeated.evidence.push(evidence);
    const [contradicted] = learned;
    return contradicted ? { as: "replaced", other: contradicted.rule } : { as: "repeated", other: repeated.rule };
  }
  if (!target) {
    entries.push({ block: null, rule, signatures: [signature], changed: true, evidence: [evidence] });
    return { as: "added" };
  }
  const other = target.rule;
  for (const old of target.evidence) overruled.add(old);
  target.evidence = [evidence];
  // One rule takes the place of all that it contradicts.
  const others = learned.filter((entry) => entry !== target);
  takeOut(others, evidence, entries, withdrawn, overruled);
  target.rule = rule;
  target.signatures = [signature];
  // What goes back to the words that stand there needs no edit.
  target.changed = target.block === null || plainWords(target.block.content) !== rule;
  return target.changed ? { as: "replaced", other } : { as: "repeated", other: rule };
}

/** Said in the same comment. */
const isSaidWith = (entry: Entry, evidence: Evidence): boolean =>
  entry.block === null &&
  entry.evidence.every((other) => other.lessonId === evidence.lessonId && other.kind === evidence.kind);

/** What was learned gives way before what the seed says; among equals the last, which is the newest. */
function bestToReplace(opposed: readonly Entry[]): Entry | undefined {
  const free = opposed.filter((entry) => !entry.block?.locked);
  return free.filter(isLearned).at(-1) ?? free.at(-1);
}

function isLearned({ block }: Entry): boolean {
  return block === null || (block.origin === "rule" && !block.locked);
}

function editOf({ block, rule, changed, evidence }: Entry, templateFormat: TemplateFormat): Edit[] {
  if (!changed || evidence.length === 0) return [];
  const text = escapeText(rule, templateFormat);
  return block
    ? [{ kind: "replace", block: block.id, text, evidence }]
    : [{ kind: "add", place: { section: LEARNED_SECTION }, as: "item", text, evidence }];
}
