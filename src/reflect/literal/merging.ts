/**
 * Puts the directives of one comment together: remarks, examples, contrasts and repetitions become part of their
 * rule.
 */
import { isRepeated } from "./relate.js";
import { type Signature, signatureOf } from "./signature.js";
import type { Step } from "./step.js";
import { QUOTE, type Quotes } from "./tokens.js";
import { wordRule } from "./wording.js";

/** "Plain English, always. 'Use', not 'utilise'." – what only illustrates what was asked is no rule of its own. */
export function dropIllustrations(steps: Step[]): void {
  steps.forEach((step, index) => {
    const before = steps[index - 1];
    if (step.draft?.form !== "replacement" || !before || !(before.kind === "directive" || before.kind === "reason"))
      return;
    if (
      !/^(?:\uE000\d+\uE001),? (?:not|never) \uE000\d+\uE001$/u.test(step.clause.text.replace(/^(?:it's|it is) /i, ""))
    )
      return;
    step.kind = "reason";
    step.rule = null;
  });
}

/** "Don't say 'users', say 'people'" is one rule: "Say 'people', not 'users'." */
export function joinContrasts(steps: Step[], quotes: Quotes): void {
  steps.forEach((step, index) => {
    const next = steps[index + 1];
    if (
      !step.draft?.avoid ||
      step.rule === null ||
      !next?.draft ||
      next.draft.avoid ||
      next.clause.sentence > step.clause.sentence + 1
    )
      return;
    const [bad, good] = [contrasted(step.draft.action), contrasted(next.draft.action)];
    if (!bad || !good || bad[1] !== good[1]) return;
    next.draft = { ...next.draft, action: `${next.draft.action}, not ${bad[2]}` };
    next.rule = wordRule(next.draft, quotes);
    step.kind = "reason";
    step.rule = null;
  });
}

/** The verb and what is said or linked. */
function contrasted(action: string): RegExpExecArray | null {
  return SAYING.exec(action) ?? /^(link|refer|point|send (?:people|them|customers|readers)) (to .+)$/i.exec(action);
}

const SAYING = new RegExp(`^(say|use|write|call it|spell it) (?:the (?:word|term) )?(${QUOTE})$`, "u");

/** "We can't promise results, so don't say it": what is stated before "so" is why, not what. */
export function dropGrounds(steps: Step[]): void {
  steps.forEach((step, index) => {
    const next = steps[index + 1];
    if (step.rule === null || next?.clause.link !== "so" || next.rule === null) return;
    if (!GROUND.test(step.clause.text)) return;
    step.kind = "reason";
    step.rule = null;
  });
}

/** "Close with a question, we want replies": what is wanted behind a request is what the request is for. */
export function dropAims(steps: Step[]): void {
  steps.forEach((step, index) => {
    const before = steps[index - 1];
    if (step.rule === null || step.clause.link !== "," || !AIM.test(step.clause.text)) return;
    if (!before?.rule || before.clause.sentence !== step.clause.sentence) return;
    if (!/^(?:imperative|request|negation)$/.test(before.draft?.form ?? "")) return;
    step.kind = "reason";
    step.rule = null;
  });
}

const AIM = /^(?:we|i) (?:want|need|like|love) (?!you |it |them |to )(?:more |the )?\p{L}+$/iu;

const GROUND =
  /^(?:(?:and|but|also|because),? )*(?:we|they|i|it|people|customers|our|the|this|that|nobody|\p{L}+s (?:is|are|do|cannot|can|have|hate|love|read|get)) /iu;

/** Rules of one comment that are compared with each other; what comes after so many is compared by its words alone. */
const MOST_COMPARED = 40;

/** What is said twice in a comment is one rule, in the words it was first said in. */
export function mergeRepeats(steps: Step[]): void {
  const first: { rule: string; signature: Signature }[] = [];
  for (const step of steps) {
    const { rule } = step;
    if (rule === null || first.some((other) => other.rule === rule)) continue;
    const signature = signatureOf(rule);
    const same = first.slice(0, MOST_COMPARED).find((other) => isRepeated(other.signature, signature));
    if (same) step.rule = same.rule;
    else first.push({ rule, signature });
  }
}

/**
 * A remark on what was wrong falls away when what to do instead is said next; an opinion also when it was said
 * before.
 */
export function dropRemarks(steps: Step[]): void {
  steps.forEach((step, index) => {
    const near = [steps[index - 1], steps[index + 1]];
    if (step.draft?.form !== "opinion" || !near.some((other) => other?.rule && other.draft?.form !== "opinion")) return;
    step.kind = "reason";
    step.rule = null;
  });
  // "I'm allergic to the word X. Leave it out of press releases." "The board hates acronyms. Spell acronyms out."
  steps.forEach((step, index) => {
    if (step.draft?.form !== "preference" || !step.draft.avoid || step.rule === null) return;
    const told = step.draft.action;
    const thing = told.split(" ").at(-1) ?? "";
    const said = steps.slice(index + 1).some(({ rule, draft, clause }) => {
      if (rule === null || !draft) return false;
      if (draft.avoid) return draft.action.startsWith(`${told} `);
      return clause.sentence <= step.clause.sentence + 1 && draft.action.split(" ").includes(thing);
    });
    if (!said) return;
    step.kind = "reason";
    step.rule = null;
  });
  steps.forEach((step, index) => {
    if (!step.draft?.remark || step.rule === null) return;
    const remedy = steps
      .slice(index + 1)
      .find((other) => other.kind === "directive" && other.rule !== null && !other.draft?.remark);
    if (!remedy || remedy.clause.sentence > step.clause.sentence + 1) return;
    if (!isRemedy(step, remedy)) return;
    step.kind = "reason";
    step.rule = null;
  });
}

function isRemedy(step: Step, remedy: Step): boolean {
  const [wrong, right] = [step.rule?.toLowerCase() ?? "", remedy.rule?.toLowerCase() ?? ""];
  if (/^be careful|^watch|^do not (?!use)/.test(wrong)) return true;
  const words = wrong
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 3 && !/^(?:fewer|less|more|keep|make|with|them)$/.test(word));
  if (words.some((word) => right.includes(word.replace(/s$/, "")))) return true;
  return (
    /shorter|longer|wordy|simpler|less/.test(wrong) &&
    /\b(?:detail|depth|keep|under|limit|shorter|trim|cut|most|characters|words|sentences|break|split|longer|simple|simply|plain|plainly|be)\b/.test(
      right,
    )
  );
}
