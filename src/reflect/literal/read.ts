/** Reads a comment: every clause with its kind, reach, rule and place. Uses no language model. */
import { clausesOf, INTRODUCTION, REASON_LINKS, type Clause } from "./clauses.js";
import { EMPTY_CONDITION, splitCondition } from "./condition.js";
import { unwanted, type Context, type Draft } from "./draft.js";
import { isBaseVerb } from "./english.js";
import { readAction } from "./forms/action.js";
import { readLimit } from "./forms/limit.js";
import { readFact, readModal } from "./forms/modal.js";
import { readPreference } from "./forms/preference.js";
import { readRemark } from "./forms/remark.js";
import { readRequest } from "./forms/request.js";
import { readVerbless } from "./forms/verbless.js";
import { isEnglish } from "./language.js";
import { CHEERING_EMOJI, COURTESY, PHATIC, POSITIVE, POSITIVE_ALONE, PRAISING, RESERVATION } from "./lexicon/idioms.js";
import { useOf } from "./phrases.js";
import { peel } from "./peel.js";
import { antecedentOf, resolve } from "./pronouns.js";
import { relateRules } from "./relate.js";
import { scopeOf } from "./scope.js";
import { sentencesOf } from "./sentences.js";
import { isSound } from "./sound.js";
import { QUOTE, type Quotes } from "./tokens.js";
import { wordRule } from "./wording.js";

/** What a clause is: a lasting directive, or why it is none. `unread` may hold anything. */
export type ReadingKind = "directive" | "praise" | "question" | "one-off" | "reason" | "quoted" | "foreign" | "unread";

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
export const LONGEST_READ = 20_000;
const LONGEST_CLAUSE = 320;

interface Step {
  readonly clause: Clause;
  kind: ReadingKind;
  draft: Draft | null;
  rule: string | null;
}

/**
 * Reads a comment clause by clause, in order. Never throws on any string.
 * @param comment any text; beyond {@link LONGEST_READ} code units it is not read, which a last reading of kind `unread` says
 */
export function readComment(comment: string): Reading[] {
  const head = comment.length > LONGEST_READ ? comment.slice(0, cutAt(comment)) : comment;
  const { sentences, quotes } = sentencesOf(head);
  const steps: Step[] = [];
  sentences.forEach((sentence, index) => {
    const foreign = !isEnglish(sentence);
    for (const clause of clausesOf(sentence, index)) {
      const kind = sentence.quoted ? "quoted" : foreign ? "foreign" : "unread";
      steps.push({ clause, kind, draft: null, rule: null });
    }
  });
  steps.forEach((step, index) => {
    if (step.kind === "unread") readStep(step, steps, index, quotes);
  });
  dropRemarks(steps);
  dropIllustrations(steps);
  joinContrasts(steps, quotes);
  mergeRepeats(steps);
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

function cutAt(comment: string): number {
  const space = comment.lastIndexOf(" ", LONGEST_READ);
  const cut = space > LONGEST_READ / 2 ? space : LONGEST_READ;
  return /[\uD800-\uDBFF]/.test(comment[cut - 1] ?? "") ? cut - 1 : cut;
}

function readStep(step: Step, steps: readonly Step[], index: number, quotes: Quotes): void {
  const { clause } = step;
  if (clause.text.length > LONGEST_CLAUSE) return;
  const earlier = steps.slice(0, index);
  const sameSentence = earlier.filter((other) => other.clause.sentence === clause.sentence);
  const scope = scopeOf(clause.text);
  const later = steps
    .slice(index + 1)
    .filter((other) => other.clause.sentence === clause.sentence && /^(?:and|or)$/.test(other.clause.link));
  const asked = sameSentence.filter((other) => other.draft !== null || other.kind === "one-off");
  const wider = scopeOf(
    [...asked, step, ...(BAN.test(clause.text) ? [] : later)].map((other) => other.clause.text).join(" , "),
  );
  const peeled = peel(clause.text);
  const standing =
    scope.standing ||
    peeled.standing ||
    wider.standing ||
    earlier.some((other) => peel(other.clause.text).text.length === 0);
  const context: Context = {
    standing,
    polite: peeled.polite || clause.listed,
    question: clause.question,
    source: clause.text,
    antecedent: antecedentOf(earlier.map((other) => other.clause.text)),
  };
  if (steps[index + 1]?.clause.link === ":" && INTRODUCTION.test(clause.text)) {
    step.kind = "reason";
    return;
  }
  const draft = conditioned(interpret(named(peeled.text, context), context), step, sameSentence);
  const oneOff = scope.oneOff || (wider.oneOff && !scope.standing && !peeled.standing);
  if (draft && !oneOff && !(draft.weak && !standing) && !BLOCKING.test(clause.link)) {
    const settled = resolve(draft, context.antecedent);
    const rule = settled && wordRule(settled, quotes);
    if (
      settled &&
      rule &&
      isSound(
        settled,
        rule,
        steps.map((other) => other.clause),
        index,
      )
    ) {
      step.kind = "directive";
      step.draft = settled;
      step.rule = rule;
      return;
    }
  }
  step.kind = kindOf(step, peeled.text, draft, oneOff, earlier);
}

/** Links after which nothing is asked any more. */
const BLOCKING = /^(?:because|since|as|which|who|where|whose|cause|given|for)$/;
const BAN = /^(?:and |but |also |please )*(?:no|do not|never|stop|avoid|always)\b/i;

/** "For complaints, thank them, log a CR-7": what was said first holds for all that is asked in the sentence. */
function conditioned(draft: Draft | null, step: Step, sameSentence: readonly Step[]): Draft | null {
  const before = sameSentence.at(-1);
  if (draft && draft.condition === null && step.clause.link === "," && before?.kind === "unread") {
    // "One remark: when you quote a price, …": the occasion stands in the clause before
    const occasion = /(?:^|[:,] |\b(?:and|but) )((?:if|when|whenever|unless|once|until|while|before|after) [^:]+)$/i.exec(before.clause.text)?.[1];
    if (occasion) return { ...draft, condition: occasion, remark: false };
  }
  const first = sameSentence[0]?.draft;
  if (
    !draft ||
    draft.condition !== null ||
    !first?.condition ||
    (draft.form !== "imperative" && draft.form !== "negation")
  )
    return draft;
  return /^(?:,|and|but|or|then|;)$/.test(step.clause.link) ? { ...draft, condition: first.condition } : draft;
}

/** "it goes last", after the link was named: "the link goes last". */
function named(text: string, context: Context): string {
  const noun = context.antecedent?.noun;
  return noun
    ? text.replace(
        /^(?:it|they|these|those) (?=(?:should |must |always )?(?:goes?|comes?|belongs?|has to go|have to go|must go)\b)/i,
        `${noun} `,
      )
    : text;
}

/** The first recogniser that understands the clause. */
function interpret(text: string, context: Context): Draft | null {
  const { condition, rest } = splitCondition(text);
  if (condition !== null) {
    if (EMPTY_CONDITION.test(condition)) return interpretCore(peel(rest).text, context);
    const inner = peel(rest);
    const draft = interpretCore(inner.text, { ...context, standing: true, polite: context.polite || inner.polite });
    return draft && { ...draft, condition, remark: false };
  }
  return interpretCore(text, context);
}

const FORMS = [readRequest, readPreference, readAction, readModal, readFact, readRemark, readLimit, readVerbless];

const AUTHORITY =
  "(?:(?:brand|style|house|company|editorial|writing|internal|corporate|legal|new|local) )*(?:guides?|guidelines?|polic(?:y|ies)|rules?|style|standards?|handbook|conventions?|requirements?|regulations?|manual|playbook)";

/** Ways of leading up to a request, and the plain words for them. */
const PLAINER: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:can|could|shall|let's|let us)(?: we)? (?:please )?(?:all )?agree (?:that )?(?:you|we)(?: will|'ll| should| can)? /i,
    "you should ",
  ],
  [
    new RegExp(
      `^(?:according to|as per|per|following|in line with|as stated in|to follow) (?:our|the|my) ${AUTHORITY},? `,
      "i",
    ),
    "@",
  ],
  [
    new RegExp(
      `^(?:our|the|my) ${AUTHORITY} (?:says?|states?|requires?|specifies|asks|demands?|wants?)(?: that)? `,
      "i",
    ),
    "@",
  ],
  [/^@(.+?) (?:is|are) (?=[a-z]+(?:ed|en|t)\b)/i, "$1 must be "],
  [/^@/, ""],
  [
    /^((?:one|two|three|four|five|six|\d+) .+?) (?:is|are) (?:plenty|enough|sufficient|the (?:rule|limit|max))$/i,
    "$1 max",
  ],
  [
    /^(?:may|might|can|could) i (?:please )?(?:suggest|ask|request|propose|recommend)(?: that)? you (?:to )?/i,
    "you should ",
  ],
  [/^(?:cannot|could not|will not|would not) (we|you) (?:please |just |all )*/i, "could $1 "],
  [/^(you|we) no longer (?:need|have) to /i, "you should not "],
  [/^feel free to /i, "you may "],
  [
    /^(?:please )?do (?!not\b)(?=(?:show|tell|use|include|mention|give|add|say|keep|write|put|cite|quote|name|make|explain|start|end|open|link|ask|offer|list|state) )/i,
    "",
  ],
  [
    /^(?:the|our|my) (?:rule|policy|idea|agreement|convention|house style|preference|rule of thumb|style|expectation) (?:is|has always been|here is)(?: that)? (?:you|we) /i,
    "you should ",
  ],
  [
    /^(?:the|our|my) (?:rule|policy|idea|agreement|convention|house style|preference|style|expectation) (?:is|here is|has always been) (?:to )?/i,
    "",
  ],
  [
    /^(?:i(?:'d| would)? |we )?(?:must |need to |have to )?(?:insist|require|demand|ask|request|expect)(?: that)? you (?:to )?/i,
    "you should ",
  ],
  [
    /^(?:legal|compliance|the (?:lawyers|legal team|board|client|editor|boss)|(?:my|our) (?:boss|client|editor|manager|lawyers?|legal team)) (?:says?|said|insists?)(?: that)? (?=(?:we|you) (?:must|should|have to|need to|cannot|must not|should not|are not|do not))/i,
    "",
  ],
  [
    /^i(?:'d| would) (?:personally |probably |maybe |also |just |still )*(?=(?:round|shorten|split|move|lose|drop|cut|skip|avoid|use|add|start|end|lead|open|put|keep|go|leave|say|write|mention|include|not|never|trim|ditch|stick|tone) )/i,
    "",
  ],
  [
    /^(?:it's|it is) (?:important|essential|crucial|vital|imperative|critical) that you (?:always |do )?/i,
    "you should ",
  ],
];

function interpretCore(given: string, context: Context): Draft | null {
  const text = PLAINER.reduce((plain, [pattern, words]) => plain.replace(pattern, words), given).replace(
    /^you should do not /i,
    "you should not ",
  );
  const last = /^((?:please )?(?:use|say|write|mention|do|put|add|include|call|send|give|ask|offer|start|end|open) .+) never(?: again| ever)?$/i.exec(text)?.[1];
  if (last) {
    const draft = readAction(last, { ...context, polite: true });
    return draft && { ...draft, avoid: !draft.avoid, adverb: draft.avoid ? null : "never", form: "negation" };
  }
  if (/^(?:do not|stop|stop (?:it|that|this)|never again|not again|no more of (?:that|this)|no more)$/i.test(text)) {
    if (context.antecedent?.action) return unwanted(context.antecedent.action, "negation");
    return context.antecedent?.noun && context.antecedent.again
      ? unwanted(useOf(context.antecedent.noun), "negation")
      : null;
  }
  if (
    context.question &&
    /^(?:why (?!do not|not|so|all|the)|who|whose|whom|where|when|which|what (?!about|if|is with)|what's (?!with)|how (?!about)|do (?!you think you)|does|did|is (?!it possible|there any (?:chance|way))|are|was|were|has|have|am|should i|should we|shall i|will (?!you)|can i|may i|could i)\b/i.test(
      text,
    )
  )
    return null;
  for (const read of FORMS) {
    const draft = read(text, context);
    if (draft) return draft;
  }
  return null;
}

function kindOf(
  step: Step,
  peeled: string,
  draft: Draft | null,
  oneOff: boolean,
  earlier: readonly Step[],
): ReadingKind {
  const { clause } = step;
  const text = clause.text;
  if (CHEERING_EMOJI.test(text) || PHATIC.test(text) || PHATIC.test(peeled)) return "praise";
  if (oneOff && (draft !== null || ONE_OFF_ASK.test(text) || isBaseVerb(peeled.split(" ")[0] ?? ""))) return "one-off";
  if (
    /^(?:(?:can|could|would|will) you (?:please )?)?(?:redo|resend|re-send|try|rewrite|regenerate|translate|send|forward|fix|post|publish|undo|revert|delete|check|have another go at|take another look at) (?:it|this|that|them|again|me|the (?:file|pdf|link|draft|post))\b/i.test(
      peeled,
    )
  )
    return "one-off";
  if (draft === null && (clause.question ? QUESTION : UNMARKED_QUESTION).test(peeled)) return "question";
  if (draft === null && isPraise(text)) return "praise";
  if (
    REASON_LINKS.has(clause.link) ||
    (clause.link !== "" &&
      draft === null &&
      REMARK.test(text) &&
      earlier.some(
        (other) =>
          other.clause.sentence === clause.sentence &&
          (other.kind === "directive" || (other.kind === "one-off" && !ASKING.test(text))),
      ))
  )
    return "reason";
  return "unread";
}

const UNMARKED_QUESTION =
  /^(?:who|what|where|when|how|which) (?:is|are|was|were|do|does|did|can|could|will|has|have)\b/i;
/** Words that a remark beside a request for one output may still ask with. */
const ASKING = /\b(?:never|always|not|no|stop|avoid|should|must|need|want|prefer|please|every|each|any|all)\b/i;

/** States something beside what was asked: "it shows up as asterisks", "our readers are sceptical". */
const REMARK =
  /^(?:(?:it|they|this|that|these|those|we|i|he|she|there|nobody|no one|everyone|people|readers|customers|users|gmail)\b|(?:the|our|my|your|their|most|some|half|an?)\b.*\b(?:is|are|was|were|has|have|do|does|will|would|can|could|cannot|know|hate|love|like|read|want|\p{L}+s)\b|\p{L}+ (?:is|are|was|were|has|have|do|does|will|would|cannot|\p{L}+s) )/iu;

/** Pleased, short, and nothing in it that could ask for anything. */
function isPraise(text: string): boolean {
  if (PRAISING.test(text) && text.split(" ").length <= 18) return true;
  if (RESERVATION.test(text) || text.split(" ").length > 18) return false;
  const meant = peel(text)
    .text.replace(/\b(?:thanks|thank you|cheers|ta)\b(?: for .*| so much| a lot)?/gi, "")
    .replace(/^[\s,.!-]+|[\s,.!-]+$/g, "");
  if (meant === "") return true;
  return (
    (POSITIVE.test(meant) || COURTESY.test(meant) || (meant.split(" ").length <= 4 && POSITIVE_ALONE.test(meant))) &&
    !/, \S+ (?:the|a|an|it|down|out|off|up|your|our)\b|:/i.test(
      text.replace(/^[^,]*, (?:my|the|our|he|she|they|it|i|we|you|and)\b/i, ""),
    )
  );
}

const ONE_OFF_ASK =
  /\b(?:can|could|would|will|please|let's|needs?|must|should|make|change|fix|move|add|send|redo|swap|cut|remove|delete|replace|rewrite|use|put|shorten|check|translate|post|publish|have to|do not|never mind|you can|forget)\b/i;
const QUESTION =
  /^(?:what|who|whose|where|when|which|how|why (?!so|all|the|every|does every|do (?:we|you) always|is every|are (?:all|there))|do|does|did|is|are|was|were|has|have|am|should i|should we|can i|may i|could i|shall i|can it|could it|will it|any news|any idea)\b/i;

/** "Plain English, always. 'Use', not 'utilise'." – what only illustrates what was asked is no rule of its own. */
function dropIllustrations(steps: Step[]): void {
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
function joinContrasts(steps: Step[], quotes: Quotes): void {
  steps.forEach((step, index) => {
    const next = steps[index + 1];
    if (
      !step.draft?.avoid ||
      step.rule === null ||
      !next?.draft ||
      next.draft.avoid ||
      next.clause.sentence !== step.clause.sentence
    )
      return;
    const [bad, good] = [SAYING.exec(step.draft.action), SAYING.exec(next.draft.action)];
    if (!bad || !good || bad[1] !== good[1]) return;
    next.draft = { ...next.draft, action: `${next.draft.action}, not ${bad[2]}` };
    next.rule = wordRule(next.draft, quotes);
    step.kind = "reason";
    step.rule = null;
  });
}

const SAYING = new RegExp(`^(say|use|write|call it|spell it) (?:the (?:word|term) )?(${QUOTE})$`, "u");

/** What is said twice in a comment is one rule, in the words it was first said in. */
function mergeRepeats(steps: Step[]): void {
  const first: Step[] = [];
  for (const step of steps) {
    if (step.rule === null) continue;
    const same = first.find((other) => relateRules(other.rule ?? "", step.rule ?? "") === "duplicate");
    if (same) step.rule = same.rule;
    else first.push(step);
  }
}

/** A remark on what was wrong falls away when what to do instead is said next; an opinion also when it was said before. */
function dropRemarks(steps: Step[]): void {
  steps.forEach((step, index) => {
    const near = [steps[index - 1], steps[index + 1]];
    if (step.draft?.form !== "opinion" || !near.some((other) => other?.rule && other.draft?.form !== "opinion")) return;
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
    /\b(?:detail|depth|keep|under|limit|shorter|trim|cut|most|characters|words|sentences|break|split|longer|simple|plain|be)\b/.test(
      right,
    )
  );
}
