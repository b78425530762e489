/** Reads a comment: every clause with its kind, reach, rule and place. Uses no language model. */
import { type Clause, clausesOf } from "./clauses.js";
import { INTRODUCTION } from "./joints.js";
import type { Context, Draft } from "./draft.js";
import { interpret } from "./interpret.js";
import { kindOf } from "./kinds.js";
import { singular } from "./english.js";
import { isEnglish } from "./language.js";
import { dropAims, dropGrounds, dropIllustrations, dropRemarks, joinContrasts, mergeRepeats } from "./merging.js";
import {
  completed,
  completedDuty,
  completedJust,
  completedMore,
  completedNever,
  completedToo,
  isMirrored,
} from "./parallel.js";
import { topicOf } from "./listing.js";
import { peel } from "./peel.js";
import { antecedentOf, resolve } from "./pronouns.js";
import { scopeOf } from "./scope.js";
import { sentencesOf } from "./sentences.js";
import { isSound } from "./sound.js";
import type { ReadingKind, Step } from "./step.js";
import type { Quotes } from "./tokens.js";
import { wordRule } from "./wording.js";

/** One clause of a comment as it was read. */
export interface Reading {
  readonly kind: ReadingKind;
  /** The rule, a clean imperative sentence; null unless `kind` is `directive`. */
  readonly rule: string | null;
  /** The grammatical form it was read by; null unless `kind` is `directive`. */
  readonly form: string | null;
  /** UTF-16 offsets of the clause in the comment. */
  readonly start: number;
  readonly end: number;
  /** `comment.slice(start, end)`. */
  readonly snippet: string;
}

/** The longest part of a comment that is read, in UTF-16 code units; what follows is not read. */
export const LONGEST_READ = 10_000;

const LONGEST_CLAUSE = 320;

/**
 * Reads a comment clause by clause, in order. Never throws on any string. What it makes a rule of reads as that rule
 * again.
 * @param comment any text; beyond {@link LONGEST_READ} code units it is not read, which a last reading of kind
 * `unread` says
 */
export function readComment(comment: string): Reading[] {
  const head = comment.length > LONGEST_READ ? comment.slice(0, cutAt(comment)) : comment;
  const steps = readSteps(head, readsAsItself);
  const readings = steps.map(({ clause, kind, draft, rule }): Reading => {
    const { start, end } = clause;
    return {
      kind,
      rule,
      form: rule === null ? null : (draft?.form ?? null),
      start,
      end,
      snippet: comment.slice(start, end),
    };
  });
  if (head.length < comment.length) {
    readings.push({
      kind: "unread",
      rule: null,
      form: null,
      start: head.length,
      end: comment.length,
      snippet: comment.slice(head.length),
    });
  }
  return readings;
}

/** Says whether a rule can do without what stood around it. */
type Check = (rule: string) => boolean;

function readSteps(comment: string, check: Check): Step[] {
  const { sentences, quotes } = sentencesOf(comment);
  const steps: Step[] = [];
  sentences.forEach((sentence, index) => {
    const foreign = !sentence.quoted && !isEnglish(sentence);
    for (const clause of clausesOf(sentence, index)) {
      const kind = sentence.quoted ? "quoted" : foreign ? "foreign" : "unread";
      steps.push({ clause, kind, draft: null, rule: null });
    }
  });
  steps.forEach((step, index) => {
    if (step.kind === "unread") readStep(step, steps, index, quotes, check);
  });
  dropGrounds(steps);
  dropAims(steps);
  dropRemarks(steps);
  dropIllustrations(steps);
  joinContrasts(steps, quotes);
  mergeRepeats(steps);
  return steps;
}

function readsAsItself(rule: string): boolean {
  const steps = readSteps(rule, () => true);
  return (
    steps.length > 0 &&
    steps.every((step) => step.rule === rule || step.kind === "reason") &&
    steps.some((step) => step.rule === rule)
  );
}

function cutAt(comment: string): number {
  const space = comment.lastIndexOf(" ", LONGEST_READ);
  const cut = space > LONGEST_READ / 2 ? space : LONGEST_READ;
  return /[\uD800-\uDBFF]/.test(comment[cut - 1] ?? "") ? cut - 1 : cut;
}

/** So many clauses of a sentence before and after one are looked at for its reach. */
const NEAR = 6;

function readStep(step: Step, steps: readonly Step[], index: number, quotes: Quotes, check: Check): void {
  const { clause } = step;
  if (clause.text.length > LONGEST_CLAUSE) return;
  const earlier = steps.slice(0, index);
  const sameSentence = earlier.filter((other) => other.clause.sentence === clause.sentence);
  const scope = scopeOf(clause.text);
  const later = steps
    .slice(index + 1)
    .filter((other) => other.clause.sentence === clause.sentence && /^(?:and|or)$/.test(other.clause.link));
  const asked = sameSentence.filter(
    (other) =>
      other.draft !== null ||
      other.kind === "one-off" ||
      REQUEST.test(other.clause.text) ||
      FOR_ONCE.test(other.clause.text) ||
      EVER_ALONE.test(other.clause.text),
  );
  const wider = scopeOf(
    [...asked.slice(-NEAR), step, ...(BAN.test(clause.text) ? [] : later.slice(0, NEAR))]
      .map((other) => other.clause.text)
      .join(" , "),
  );
  const peeled = peel(clause.text);
  const standing =
    scope.standing ||
    peeled.standing ||
    wider.standing ||
    (sameSentence[0]?.draft?.condition ?? null) !== null ||
    /^(?:when|if|whenever|once) /i.test(sameSentence[0]?.clause.text ?? "") ||
    EVER_ALONE.test(steps[index + 1]?.clause.text ?? "") ||
    (/^(?:then )?\p{L}+ (?:them|him|her)\b/iu.test(peeled.text) && (earlier.at(-1)?.draft?.condition ?? null) !== null);
  const context: Context = {
    standing,
    polite: peeled.polite || clause.listed,
    question: clause.question,
    conditional: false,
    verbFirst: false,
    afterBan: earlier.at(-1)?.draft?.avoid ?? false,
    paired: clause.listed || isPaired(steps, index),
    // "don't list features, tell a story": what is asked stands instead of what is not wanted
    source: clause.link === "," && sameSentence.at(-1)?.draft?.avoid ? `${clause.text} instead` : clause.text,
    antecedent: antecedentOf(earlier.slice(-4).map((other) => other.clause.text)),
  };
  if (steps[index + 1]?.clause.link === ":" && INTRODUCTION.test(clause.text)) {
    step.kind = "reason";
    return;
  }
  if (LIKED.test(sameSentence[0]?.clause.text ?? "") && (sameSentence[1] ?? step).clause.link === ":") {
    step.kind = "praise";
    return;
  }
  const before = sameSentence.at(-1);
  const understood =
    inFull(
      completedNever(clause.text, earlier.at(-1)) ??
        completedJust(clause.text, before) ??
        completedMore(clause.text, before),
      context,
    ) ??
    interpret(named(peeled.text, context), context) ??
    inFull(
      completed(peeled.text, before) ?? completedDuty(peeled.text, before) ?? completedToo(clause.text, before),
      context,
    );
  const draft = conditioned(understood, step, sameSentence);
  const onEach = /\b(?:each|every|all|any|anything|everything)\b/i.test(topicAbove(sameSentence, step) ?? "");
  const oneOff = (scope.oneOff && !onEach) || (wider.oneOff && !scope.standing && !peeled.standing);
  if (draft && !oneOff && !(draft.weak && !standing) && !BLOCKING.test(clause.link)) {
    const clauses = steps.slice(Math.max(0, index - 8), index + 9).map((other) => other.clause);
    const settled = settle(
      resolve(draft, context.antecedent) ?? onSameOccasion(draft, earlier.at(-1)),
      quotes,
      clauses,
      clause,
      check,
    );
    if (settled) {
      step.kind = "directive";
      step.draft = settled.draft;
      step.rule = settled.rule;
      return;
    }
  }
  step.kind = FOR_ONCE.test(clause.text) ? "one-off" : kindOf(step, peeled.text, draft, oneOff, earlier);
}

/** Beside a clause of the same sentence that mirrors it. */
function isPaired(steps: readonly Step[], index: number): boolean {
  const clause = steps[index]?.clause;
  return [steps[index - 1]?.clause, steps[index + 1]?.clause].some(
    (other) => other && clause && other.sentence === clause.sentence && isMirrored(other.text, clause.text),
  );
}

/** What a half that leaves out its verb says in full. */
const inFull = (text: string | null, context: Context): Draft | null =>
  text === null ? null : interpret(text, { ...context, standing: true, polite: true });

/** The draft in words, if it is a rule by itself; "always" is put where only the comment said that it is for ever. */
function settle(
  draft: Draft | null,
  quotes: Quotes,
  clauses: readonly Clause[],
  clause: Clause,
  check: Check,
): { draft: Draft; rule: string } | null {
  if (!draft) return null;
  const rule = wordRule(draft, quotes);
  if (!isSound(draft, rule, clauses, clauses.indexOf(clause))) return null;
  if (check(rule)) return { draft, rule };
  if (draft.avoid || draft.adverb !== null) return null;
  const always: Draft = { ...draft, adverb: "always" };
  const lasting = wordRule(always, quotes);
  return check(lasting) ? { draft: always, rule: lasting } : null;
}

/** "Shorter. Every time.": a sentence of its own that says how long the one before it holds. */
const EVER_ALONE =
  /^(?:(?:and|please),? )*(?:every (?:single )?time|always|each time|from now on|going forward|in (?:the )?future|for all (?:\p{L}+ )?\p{L}+s|next time(?: and .*)?|all the time|no exceptions|without exception|as a rule|(?:every|each) \p{L}+)$/iu;

/** "If you can't find an order, say so. Tell them you'll look into it.": whom it speaks of, the condition says. */
function onSameOccasion(draft: Draft, before: Step | undefined): Draft | null {
  const condition = before?.draft?.condition;
  if (!condition || draft.condition !== null || !/^(?:imperative|negation)$/.test(draft.form)) return null;
  return { ...draft, condition };
}

/** Introduces a list of what was good. */
const LIKED =
  /^(?:what (?:i|we) (?:really )?(?:like|liked|love|loved)|(?:the )?(?:good|pros|strengths|positives|highlights|upsides?))(?: .{0,30})?$/i;

/** Links after which nothing is asked any more. */
const BLOCKING = /^(?:because|since|as|which|who|where|whose|cause|given|for)$/;

/** A clause that only says that what follows is for once: "This time, mention our stand." */
const FOR_ONCE = /^(?:(?:but|and|just|only|for) )*(?:this (?:time|once|one)|today|once)(?: (?:only|around|round))?$/i;

/** Asks for something, whether or not it was understood. */
const REQUEST =
  /^(?:please|can|could|would|will|let's|let us|you (?:should|must|need|can|could)|i(?:'d| would) like you|i (?:want|need) you)\b/i;

const BAN = /^(?:and |but |also |please )*(?:no|do not|never|stop|avoid|always)\b/i;

/** "For complaints, thank them, log a CR-7": what was said first holds for all that is asked in the sentence. */
function conditioned(draft: Draft | null, step: Step, sameSentence: readonly Step[]): Draft | null {
  const before = sameSentence.at(-1);
  if (draft && draft.condition === null && step.clause.link === "," && before?.kind === "unread") {
    // "One remark: when you quote a price, …": the occasion stands in the clause before
    const occasion =
      /(?:^|[:,] |\b(?:and|but) )((?:if|when|whenever|unless|once|until|while|before|after) [^:]+)$/i.exec(
        before.clause.text,
      )?.[1];
    if (occasion) return { ...draft, condition: occasion, remark: false };
  }
  const head = sameSentence[0];
  const topic = topicAbove(sameSentence, step);
  if (draft && topic && draft.condition === null) return { ...draft, condition: topic, remark: false };
  const first = head?.draft;
  if (
    !draft ||
    draft.condition !== null ||
    !first?.condition ||
    (draft.form !== "imperative" && draft.form !== "negation")
  )
    return draft;
  return /^(?:,|and|but|or|then|;)$/.test(step.clause.link) ? { ...draft, condition: first.condition } : draft;
}

/** What was said before a colon to be the occasion of all that follows. */
function topicAbove(sameSentence: readonly Step[], step: Step): string | null {
  const at = [...sameSentence, step].findIndex(({ clause }) => clause.link === ":");
  const head = at > 0 ? sameSentence[at - 1] : undefined;
  const topic = head ? topicOf(peel(head.clause.text).text) : null;
  return topic && /^(?:any|every)thing /i.test(topic) ? `for ${topic}` : topic;
}

/** "it goes last", after the link was named: "the link goes last". */
function named(text: string, context: Context): string {
  const noun = context.antecedent?.noun;
  const each = noun && !noun.includes("\uE000") ? singular(noun.replace(/^the /, "")) : null;
  if (each && /^(?:each|every) one /i.test(text)) return text.replace(/^(each|every) one /i, `$1 ${each} `);
  return noun
    ? text.replace(
        /^(?:it|they|these|those) (?=(?:should |must |always )?(?:goes?|comes?|belongs?|has to go|have to go|must go)\b)/i,
        `${noun} `,
      )
    : text;
}
