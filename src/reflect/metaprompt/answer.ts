/** The last answer of the metaprompt strategy: its form, and the way of its whole text to edits with evidence. */
import { z } from "zod";
import type { Blocks } from "../../core/apply.js";
import type { BlockView } from "../../core/block.js";
import { diffToEdits } from "../../core/diff.js";
import { type Edit, LEARNED_SECTION, type Support } from "../../core/edit.js";
import { KnowhowError } from "../../core/errors.js";
import type { Evidence } from "../../core/evidence.js";
import { canonicalJson } from "../../core/hash.js";
import { type TemplateFormat, variablesOf } from "../../core/template.js";
import { findBlock, whyNot } from "../prompting/base.js";
import { cite } from "../prompting/cite.js";
import type { Material } from "../prompting/material.js";
import { VERDICTS } from "../prompting/settle.js";
import { lostVariables, type TemplateText } from "../prompting/template-text.js";
import { covers, vanished, wordsOf } from "./coverage.js";
import { pairInPlace } from "./pairing.js";

export const resultForm = z.object({
  update: z.boolean(),
  improved: z.string().default(""),
  changes: z
    .array(z.object({ lesson: z.string(), quote: z.string().default(""), text: z.string().default("") }))
    .default([]),
  lessons: z
    .array(z.object({ lesson: z.string(), outcome: z.enum(VERDICTS), reason: z.string().default("") }))
    .default([]),
  rationale: z.string().default(""),
});

export type Result = z.infer<typeof resultForm>;
type Change = Result["changes"][number];

/** What a result is read against. */
export interface Reading {
  readonly base: Blocks;
  readonly views: readonly BlockView[];
  readonly materials: readonly Material[];
  readonly template: TemplateText;
  readonly templateFormat: TemplateFormat;
}

/** What is wrong with a result, a sentence each, for the model to mend. */
export function faultsOf(result: Result, reading: Reading): string[] {
  const labels = new Set(reading.materials.map(({ label }) => label));
  const cited = [...result.changes, ...result.lessons].map(({ lesson }) => lesson);
  const strangers = [...new Set(cited)].filter((label) => !labels.has(label));
  return [
    ...strangers.map((label) => `There is no lesson ${label}.`),
    ...(result.update ? faultsOfText(result.improved, reading) : []),
  ];
}

function faultsOfText(improved: string, reading: Reading): string[] {
  if (improved.trim() === "") return ['"improved" is empty. To change nothing, "update" is false.'];
  try {
    const lost = lostVariables(reading.base.text, sourceOf(improved, reading), reading.templateFormat);
    return lost.length === 0 ? [] : [`"improved" has lost the variable ${lost.join(", ")}; keep it where it stands.`];
  } catch (error) {
    if (KnowhowError.is(error)) return [error.message];
    throw error;
  }
}

function sourceOf(improved: string, { base, template, templateFormat }: Reading): string {
  return template.read(improved, variablesOf(base.text, templateFormat));
}

export interface ReadResult {
  readonly edits: readonly Edit[];
  readonly supports: readonly Support[];
  /** Why edits were dropped, by the label of the lesson. */
  readonly dropped: ReadonlyMap<string, string>;
}

/** A change that the model named, with the evidence found for it. */
interface Named {
  readonly change: Change;
  readonly evidence: Evidence;
}

/**
 * The edits of a result without faults. What no named change with a found quote accounts for is dropped, so that the
 * old words stay; so is what touches a locked block.
 */
export function readResult(result: Result, reading: Reading): ReadResult {
  const dropped = new Map<string, string>();
  const named = result.changes.flatMap((change): Named[] => {
    const material = reading.materials.find(({ label }) => label === change.lesson);
    const evidence = material && cite(material, change.quote);
    if (evidence) return [{ change, evidence }];
    dropped.set(
      change.lesson,
      `The words that the model quoted for a change are not in the feedback: ${JSON.stringify(change.quote.slice(0, 120))}.`,
    );
    return [];
  });
  const diff = result.update ? diffToEdits(reading.base, sourceOf(result.improved, reading)) : [];
  const texts = named.map(({ change }) => change.text);
  const found = pairInPlace(
    diff,
    reading.views,
    ({ content }) => !covers(texts, reading.template.show(content), "", "most"),
  );
  const edits = withHeadings(found.map((edit) => attribute(edit, named, reading, dropped)));
  const changed = new Set(found.flatMap((edit) => (edit.kind === "add" ? [] : [edit.block])));
  const kept = applicable(edits, reading);
  return { edits: kept, supports: supportsOf(named, changed, result, reading), dropped };
}

/** The edit with the evidence of the changes that account for it, or null; a heading waits for what comes under it. */
function attribute(edit: Edit, named: readonly Named[], reading: Reading, dropped: Map<string, string>): Edit | null {
  const isHeading = edit.kind === "add" && edit.as === "heading";
  const { before, after } = wordsOfEdit(edit, reading);
  const fitting = named.filter(({ change }) => covers([change.text], before, after, "some"));
  const drop = (why: string): null => {
    fitting.forEach(({ change }) => dropped.set(change.lesson, why));
    return null;
  };
  if (
    !isHeading &&
    !covers(
      fitting.map(({ change }) => change.text),
      before,
      after,
      "most",
    )
  ) {
    return drop("The model changed more words here than the lesson asks for.");
  }
  if (edit.kind === "replace" && losesSentences(before, after, fitting))
    return drop("The model left out sentences that no lesson speaks of.");
  if (fitting.length === 0) return isHeading ? edit : null;
  if (fitting.every(({ evidence }) => evidence.kind === "score"))
    return drop("A score alone does not say what to change.");
  if (edit.kind !== "add" && findBlock(reading.views, edit.block)?.locked)
    return drop("Only an operator can change this: it is locked.");
  return { ...edit, evidence: fitting.map(({ evidence }) => evidence) };
}

/** A new sentence may stand for one that is gone; others that are gone must be named as they stood. */
function losesSentences(before: string, after: string, fitting: readonly Named[]): boolean {
  const gone = vanished(before, after).filter(
    (sentence) => !fitting.some(({ change }) => covers([change.text], sentence, "", "most")),
  );
  return gone.length > vanished(after, before).length;
}

function wordsOfEdit(edit: Edit, { views, template }: Reading): { before: string; after: string } {
  const before = edit.kind === "add" ? "" : template.show(findBlock(views, edit.block)?.content ?? "");
  return { before, after: edit.kind === "remove" ? "" : template.show(edit.text) };
}

/** A new heading rests on what stands under it, and goes if nothing of that stays. */
function withHeadings(edits: readonly (Edit | null)[]): Edit[] {
  const kept = edits.filter((edit) => edit !== null);
  return kept.flatMap((edit, index): Edit[] => {
    if (edit.evidence.length > 0 || edit.kind !== "add") return [edit];
    const next = kept[index + 1];
    const isUnder =
      next?.kind === "add" && next.as !== "heading" && canonicalJson(next.place) === canonicalJson(edit.place);
    return isUnder ? [{ ...edit, evidence: next.evidence }] : [];
  });
}

/** A rule that would land under a locked heading goes to the learned ones. What cannot be applied is left out. */
function applicable(edits: readonly Edit[], reading: Reading): Edit[] {
  return edits
    .map((edit): Edit => {
      const after =
        edit.kind === "add" && "after" in edit.place ? findBlock(reading.views, edit.place.after) : undefined;
      if (edit.kind !== "add" || edit.as === "heading" || !after?.locked) return edit;
      return { kind: "add", place: { section: LEARNED_SECTION }, text: edit.text, evidence: edit.evidence };
    })
    .filter((edit) => whyNot(reading.base, [edit]) === null);
}

/** A named change whose words stand in a block that no edit touches says that the block already has it. */
function supportsOf(
  named: readonly Named[],
  changed: ReadonlySet<string>,
  result: Result,
  { views, template }: Reading,
): Support[] {
  const supported = new Set(
    result.lessons.filter(({ outcome }) => outcome === "supported").map(({ lesson }) => lesson),
  );
  const byBlock = new Map<string, Evidence[]>();
  for (const { change, evidence } of named) {
    const block = supported.has(change.lesson)
      ? views.find(
          (view) =>
            !changed.has(view.id) &&
            wordsOf(change.text).length > 0 &&
            covers([change.text], "", template.show(view.content), "most"),
        )
      : undefined;
    if (block) byBlock.set(block.id, [...(byBlock.get(block.id) ?? []), evidence]);
  }
  return [...byBlock].map(([block, evidence]) => ({ block, evidence }));
}
