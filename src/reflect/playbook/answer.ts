/** The answer of the playbook strategy: its form, and its way to edits with evidence. */
import { z } from "zod";
import { applyEdits, type Blocks } from "../../core/apply.js";
import type { BlockView } from "../../core/block.js";
import { type Edit, LEARNED_SECTION, type Support } from "../../core/edit.js";
import type { Evidence } from "../../core/evidence.js";
import { normaliseHeading } from "../../core/identify.js";
import { escapeText, type TemplateFormat, variablesOf } from "../../core/template.js";
import { findBlock, whyNot } from "../prompting/base.js";
import { cite } from "../prompting/cite.js";
import type { Material } from "../prompting/material.js";
import { VERDICTS } from "../prompting/settle.js";
import { lostVariables, type TemplateText } from "../prompting/template-text.js";
import { bareId, bareWords, oneLine } from "../prompting/wording.js";

const editForm = z.object({
  edit: z.enum(["add", "replace", "remove", "support"]),
  target: z.string().default(""),
  text: z.string().default(""),
  evidence: z.array(z.object({ lesson: z.string(), quote: z.string().default("") })).default([]),
});

export const playbookForm = z.object({
  lessons: z
    .array(z.object({ lesson: z.string(), outcome: z.enum(VERDICTS), reason: z.string().default("") }))
    .default([]),
  edits: z.array(editForm).default([]),
  rationale: z.string().default(""),
});

export type PlaybookAnswer = z.infer<typeof playbookForm>;
type Asked = z.infer<typeof editForm>;

/** What an answer is read against. */
export interface Reading {
  readonly base: Blocks;
  readonly views: readonly BlockView[];
  readonly materials: readonly Material[];
  readonly template: TemplateText;
  readonly templateFormat: TemplateFormat;
}

export interface ReadEdits {
  readonly edits: readonly Edit[];
  readonly supports: readonly Support[];
  /** Why edits were dropped, by the label of the lesson. */
  readonly dropped: ReadonlyMap<string, string>;
}

/** What is wrong with an answer, a sentence each, for the model to mend. */
export function faultsOf(answer: PlaybookAnswer, reading: Reading): string[] {
  const labels = new Set(reading.materials.map(({ label }) => label));
  const cited = [...answer.lessons, ...answer.edits.flatMap(({ evidence }) => evidence)].map(({ lesson }) => lesson);
  const strangers = [...new Set(cited)].filter((label) => !labels.has(label));
  const faults = answer.edits.flatMap((asked, index) => {
    const fault = faultOf(asked, reading);
    return fault === null ? [] : [`Edit ${index + 1} (${asked.edit} ${JSON.stringify(asked.target)}): ${fault}`];
  });
  if (faults.length === 0) faults.push(...faultsTogether(readEdits(answer, reading).edits, reading));
  return [...strangers.map((label) => `There is no lesson ${label}.`), ...faults];
}

function faultOf(asked: Asked, reading: Reading): string | null {
  if (asked.evidence.length === 0) return "it names no lesson as evidence.";
  if ((asked.edit === "add" || asked.edit === "replace") && asked.text.trim() === "") return "its text is blank.";
  if (asked.edit !== "add" && !findBlock(reading.views, idOf(asked))) return "there is no block with this id.";
  if (asked.edit === "support") return null;
  const edit = toEdit(asked, [], reading);
  return typeof edit === "string" ? edit : whyNot(reading.base, [edit]);
}

function faultsTogether(edits: readonly Edit[], { base, templateFormat }: Reading): string[] {
  const clash = whyNot(base, edits);
  if (clash !== null) return [clash];
  const { text } = applyEdits(base, edits, { origin: "rule", since: 0 });
  const lost = lostVariables(base.text, text, templateFormat);
  return lost.length === 0
    ? []
    : [`Together the edits would lose the variable ${lost.join(", ")}; keep it where it stands.`];
}

/** The edits of an answer without faults. Those that no quote bears out, or that touch a locked block, are dropped. */
export function readEdits(answer: PlaybookAnswer, reading: Reading): ReadEdits {
  const edits: Edit[] = [];
  const supports: Support[] = [];
  const dropped = new Map<string, string>();
  for (const asked of answer.edits) {
    const evidence = evidenceOf(asked, reading, dropped);
    const drop = (why: string): void => asked.evidence.forEach(({ lesson }) => dropped.set(lesson, why));
    if (evidence.length === 0) continue;
    const edit = asked.edit === "support" ? null : toEdit(asked, evidence, reading);
    const same = asked.edit === "add" ? sameWords(asked.text, reading) : undefined;
    if (typeof edit === "string") drop(edit);
    else if (edit === null) supports.push({ block: idOf(asked), evidence });
    else if (same) supports.push({ block: same.id, evidence });
    else if (evidence.every(({ kind }) => kind === "score")) drop("A score alone does not say what to change.");
    else if (isLocked(edit, reading)) drop(`Only an operator can change this: it is locked.`);
    else edits.push(edit);
  }
  return { ...mergeSupports(edits, supports), dropped };
}

function evidenceOf(asked: Asked, { materials }: Reading, dropped: Map<string, string>): Evidence[] {
  return asked.evidence.flatMap(({ lesson, quote }): Evidence[] => {
    const material = materials.find(({ label }) => label === lesson);
    const evidence = material && cite(material, quote);
    if (evidence) return [evidence];
    dropped.set(
      lesson,
      `The words that the model quoted for an edit are not in the feedback: ${JSON.stringify(quote.slice(0, 120))}.`,
    );
    return [];
  });
}

/** A support of a block that another edit changes is evidence for that edit. */
function mergeSupports(edits: readonly Edit[], supports: readonly Support[]): Pick<ReadEdits, "edits" | "supports"> {
  const changed = new Set(edits.flatMap((edit) => (edit.kind === "add" ? [] : [edit.block])));
  const more = (block: string): Evidence[] =>
    supports.filter((support) => support.block === block).flatMap(({ evidence }) => evidence);
  return {
    edits: edits.map((edit) =>
      edit.kind === "add" ? edit : { ...edit, evidence: [...edit.evidence, ...more(edit.block)] },
    ),
    supports: [...new Set(supports.map(({ block }) => block))]
      .filter((block) => !changed.has(block))
      .map((block) => ({ block, evidence: more(block) })),
  };
}

/** The edit, or why its text cannot be read. */
function toEdit(asked: Asked, evidence: readonly Evidence[], reading: Reading): Edit | string {
  const { templateFormat, template, base } = reading;
  if (asked.edit === "add") {
    const place = { section: sectionOf(asked.target, reading) };
    return { kind: "add", place, text: escapeText(oneLine(bareWords(asked.text)), templateFormat), evidence };
  }
  const block = idOf(asked);
  if (asked.edit === "remove") return { kind: "remove", block, evidence };
  const old = findBlock(reading.views, block);
  const variables = variablesIn(old?.text ?? "", templateFormat);
  const bare = bareWords(asked.text);
  const candidates = old?.kind === "fence" ? [asked.text] : [bare, oneLine(bare)];
  try {
    const texts = candidates.map((text) => template.read(text, variables));
    const text =
      texts.find((one) => whyNot(base, [{ kind: "replace", block, text: one, evidence }]) === null) ?? texts[0] ?? "";
    return { kind: "replace", block, text, evidence };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A block may hold half of a mustache section, which does not parse alone; then it has no variables to keep. */
function variablesIn(text: string, format: TemplateFormat): string[] {
  try {
    return variablesOf(text, format);
  } catch {
    return [];
  }
}

/** Models write an id with its brackets now and then. */
const idOf = ({ target }: Asked): string => bareId(target);

/** The heading as it is; a rule for a locked or unnamed section goes to the learned ones. */
function sectionOf(target: string, { views }: Reading): string {
  const byId = findBlock(views, bareId(target));
  const words = byId?.kind === "heading" ? byId.content : target;
  const heading = views.find(
    ({ kind, content }) => kind === "heading" && normaliseHeading(content) === normaliseHeading(words),
  );
  if (heading) return heading.locked ? LEARNED_SECTION : heading.content;
  return oneLine(bareWords(byId ? "" : words)) || LEARNED_SECTION;
}

function isLocked(edit: Edit, { views }: Reading): boolean {
  if (edit.kind !== "add") return findBlock(views, edit.block)?.locked ?? false;
  const section = "section" in edit.place ? normaliseHeading(edit.place.section) : "";
  return views.some(
    ({ kind, content, locked }) => locked && kind === "heading" && normaliseHeading(content) === section,
  );
}

/** A block that already has these very words. */
function sameWords(text: string, { views, template }: Reading): BlockView | undefined {
  const wanted = comparable(bareWords(text));
  return views.find(({ content }) => comparable(template.show(content)) === wanted);
}

const comparable = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s.!]+/g, " ")
    .trim();
