/**
 * Quorum: in a shared layer, a users' rule takes effect when enough people taught it. Open proposals of the very same
 * changes are joined into one that carries all evidence, and the people are counted.
 */
import { isoTime } from "../core/clock.js";
import type { Edit, EditPlace } from "../core/edit.js";
import { LEARNED_SECTION } from "../core/edit.js";
import type { Evidence } from "../core/evidence.js";
import { normaliseHeading, viewBlocks } from "../core/identify.js";
import type { ProposalChange } from "../core/ports/store.js";
import type { LessonContext } from "../core/ports/strategy.js";
import { trustOf } from "../core/principal.js";
import type { Proposal, ScreenResult } from "../core/proposal.js";
import type { Version } from "../core/version.js";
import { keyOf } from "../screen/duplicate.js";
import type { Scope } from "./context.js";
import { contextOf } from "./gather.js";
import { blocksOf } from "./judge.js";
import { allPages } from "./pages.js";

/** A proposal with all that others taught of the same. */
export interface Joined {
  readonly proposal: Proposal;
  readonly lessons: readonly LessonContext[];
  /** The proposals it takes in. */
  readonly closes: readonly ProposalChange[];
  /** Enough people taught it. */
  readonly reached: boolean;
  /** The count, in a sentence. */
  readonly count: string;
}

/** Whether the policy counts people here: only in shared layers. */
const countsPeople = (scope: Scope): boolean => scope.policy.quorum !== undefined && scope.layer.owner === null;

/** Joins a new proposal with the open ones of the same changes; null where no quorum is asked for. */
export async function joinOthers(
  scope: Scope,
  head: Version | null,
  proposal: Proposal,
  lessons: readonly LessonContext[],
): Promise<Joined | null> {
  const needed = scope.policy.quorum?.people;
  if (needed === undefined || !countsPeople(scope)) return null;
  const open = await allPages((page) => scope.store.proposals(scope.address, ["open"], page));
  const same = proposal.edits.length === 0 ? [] : open.filter((other) => isSame(proposal, other, head));
  const theirs = await Promise.all(
    same
      .flatMap(({ lessonIds }) => lessonIds)
      .map(async (id) => {
        const lesson = await scope.store.lesson(scope.address, id);
        return lesson && contextOf(scope, lesson);
      }),
  );
  const all = [...theirs.filter((context) => context !== null), ...lessons];
  const keys = keysOf(proposal.edits, head);
  const edits = proposal.edits.map((edit, at) => ({
    ...edit,
    evidence: [...same.flatMap((other) => evidenceFor(keys[at] ?? "", other, head)), ...edit.evidence],
  }));
  const people = fewest(edits.map(({ evidence }) => peopleIn(evidence, all)));
  const reached = edits.length === 0 || people.length >= needed;
  const count = `${people.length} of ${needed} people taught this${people.length > 0 ? `: ${people.join(", ")}` : ""}.`;
  const said: ScreenResult = {
    screen: "quorum",
    verdict: reached ? "pass" : "hold",
    message: reached ? count : `${count} It takes effect with ${needed}, or when somebody accepts it.`,
    edit: null,
    quorum: { people, needed },
  };
  const decision = {
    by: proposal.by,
    at: isoTime(scope.clock()),
    reason: `Another person taught the same: it is carried on as proposal ${proposal.id}.`,
    version: null,
  };
  return {
    proposal: {
      ...proposal,
      edits,
      lessonIds: all.map(({ lesson }) => lesson.id),
      screens: edits.length === 0 ? proposal.screens : [...proposal.screens, said],
    },
    lessons: all,
    closes: same.map(({ id }) => ({ id, from: ["open"], to: { state: "stale", decision } })),
    reached,
    count,
  };
}

/** The same changes, edit by edit, of blocks that are as they were. Those that also repeat rules are left alone. */
function isSame(proposal: Proposal, other: Proposal, head: Version | null): boolean {
  if (other.strategy === null || other.seed !== null || other.supports.length > 0) return false;
  const changed = (edit: Edit): boolean =>
    edit.kind !== "add" && (head?.blocks.find(({ id }) => id === edit.block)?.since ?? Infinity) > other.base;
  if (other.edits.length !== proposal.edits.length || other.edits.some(changed)) return false;
  const theirs = keysOf(other.edits, head);
  return keysOf(proposal.edits, head).every((key) => theirs.includes(key));
}

function evidenceFor(key: string, other: Proposal, head: Version | null): readonly Evidence[] {
  const at = keysOf(other.edits, head).indexOf(key);
  return other.edits[at]?.evidence ?? [];
}

/** What each edit comes to: where, and what it says. */
function keysOf(edits: readonly Edit[], head: Version | null): string[] {
  const { text, blocks } = blocksOf(head);
  const views = viewBlocks(text, blocks);
  const sectionOf = (place: EditPlace): string => {
    if ("section" in place) return normaliseHeading(place.section);
    const anchor = "after" in place ? views.find(({ id }) => id === place.after) : undefined;
    const heading = anchor?.kind === "heading" ? anchor : views.find(({ id }) => id === anchor?.under.at(-1));
    return heading ? normaliseHeading(heading.content) : "";
  };
  const learned = normaliseHeading(LEARNED_SECTION);
  return edits.map((edit) => {
    if (edit.kind === "remove") return `remove ${edit.block}`;
    const says = keyOf(edit.text) || edit.text.trim();
    if (edit.kind === "replace") return `replace ${edit.block}: ${says}`;
    const section = sectionOf(edit.place);
    return `add ${section === learned ? "" : section}: ${says}`;
  });
}

/** The ids of those who said it in their own words, each once. */
function peopleIn(evidence: readonly Evidence[], lessons: readonly LessonContext[]): string[] {
  const ids = evidence.flatMap((one) => {
    const by = lessons.find(({ lesson }) => lesson.id === one.lessonId)?.feedback.by;
    const own = one.kind === "revision" || (one.kind === "quote" && one.place.in === "feedback");
    return by && own && one.source === by.role && trustOf(by.role) >= trustOf("user") ? [by.id] : [];
  });
  return [...new Set(ids)];
}

const fewest = (all: readonly string[][]): string[] =>
  all.reduce<string[] | null>((least, one) => (least === null || one.length < least.length ? one : least), null) ?? [];
