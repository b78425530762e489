/**
 * `precedence`: whoever has less authority does not undo the rule of somebody who has more. An edit that rewords or
 * removes such a rule, or adds one that contradicts it, waits for the hand of somebody of at least that rank. Among
 * equals the newer holds, and the decision is noted. An edit counts no more than the least trusted thing it came
 * from; by a person's own hand it counts as that person.
 */
import type { BlockView } from "../core/block.js";
import type { Edit } from "../core/edit.js";
import type { Screen, ScreenInput } from "../core/ports/screen.js";
import { leastTrusted, type Role, trustOf } from "../core/principal.js";
import type { ScreenResult } from "../core/proposal.js";
import { describeRank, type Rank, rankOf, withArticle } from "../core/standing.js";
import { contradictionsIn } from "./contradictions.js";
import { editName, quoted } from "./words.js";

export const precedenceScreen: Screen = {
  name: "precedence",
  check(input) {
    const blocks = new Map(input.before.blocks.map((block) => [block.id, block]));
    const contradicted = contradictionsIn(input);
    const rankedBlock = (id: string | null): Ranked[] => {
      const block = id === null ? undefined : blocks.get(id);
      const rank = block && rankOf(block, input.evidence);
      return block && rank ? [{ block, rank }] : [];
    };
    return input.edits.flatMap((edit, index): ScreenResult[] => {
      const own = rankOfEdit(edit, input);
      const touched = edit.kind === "add" ? [] : rankedBlock(edit.block);
      const opposed = (contradicted[index] ?? []).flatMap(({ block }) => rankedBlock(block));
      const above = [...touched, ...opposed]
        .filter(({ rank }) => trustOf(rank.role) > trustOf(own))
        .sort((a, b) => trustOf(b.rank.role) - trustOf(a.rank.role))[0];
      if (above) return [hold(edit, index, own, above, touched.includes(above))];
      return touched.filter(({ rank }) => !isOwn(rank, edit, input)).map((under) => note(edit, index, own, under));
    });
  },
};

interface Ranked {
  readonly block: BlockView;
  readonly rank: Rank;
}

/** The least trusted role in an edit's lineage: of whoever gave the lessons, and whoever wrote what they cite. */
function rankOfEdit({ evidence }: Edit, { lessons, hand }: ScreenInput): Role {
  if (hand !== null) return hand.role;
  if (evidence.length === 0) return "external";
  return leastTrusted(
    evidence.flatMap((one) => {
      const teacher = lessons.find(({ lesson }) => lesson.id === one.lessonId)?.feedback.by.role;
      return teacher === undefined ? [one.source] : [one.source, teacher];
    }),
  );
}

/** People may think better of what they taught themselves, without a remark. */
function isOwn({ by }: Rank, { evidence }: Edit, { lessons, hand }: ScreenInput): boolean {
  if (hand !== null) return by?.id === hand.id;
  return evidence.every(
    ({ lessonId }) => lessons.find(({ lesson }) => lesson.id === lessonId)?.feedback.by.id === by?.id,
  );
}

function hold(edit: Edit, index: number, own: Role, { block, rank }: Ranked, touches: boolean): ScreenResult {
  const verb = touches ? (edit.kind === "remove" ? "removes" : "rewords") : "contradicts";
  const needs = rank.role;
  const message =
    `${editName(edit, index)} ${verb} ${nameOf(block)}, a rule of ${describeRank(rank)}. ` +
    `The word of ${withArticle(own)} does not undo it; ${withArticle(needs)} must decide.`;
  return { screen: "precedence", verdict: "hold", message, edit: index, needs };
}

function note(edit: Edit, index: number, own: Role, { block, rank }: Ranked): ScreenResult {
  const verb = edit.kind === "remove" ? "removes" : "rewords";
  const why =
    trustOf(own) > trustOf(rank.role)
      ? `the word of ${withArticle(own)} goes before`
      : "among equals the newer word holds";
  const message = `${editName(edit, index)} ${verb} ${nameOf(block)}, a rule of ${describeRank(rank)}: ${why}.`;
  return { screen: "precedence", verdict: "pass", message, edit: index };
}

const nameOf = ({ id, content }: BlockView): string => `${id} (${quoted(content)})`;
