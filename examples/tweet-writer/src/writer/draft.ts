// The offline writer: no language model, only sentences of the abstract, chosen, shortened and dressed as instructed.
// It composes many candidates, checks each against every directive, and keeps the one that obeys most and reads best.
import { tweetLimit } from "../text/count.js";
import { wordsOf } from "../text/words.js";
import type { Paper } from "../papers/paper.js";
import { linkOf } from "../papers/paper.js";
import { similarity } from "./abstract/lexrank.js";
import type { Role } from "./abstract/roles.js";
import { digest, type Digest, type Statement } from "./abstract/statements.js";
import { compose, type Extras } from "./compose.js";
import type { Directive } from "./directives/directive.js";
import { readDirectives } from "./directives/read.js";
import { failures } from "./directives/satisfies.js";
import { styleOf, type Style } from "./style.js";
import { partsOf } from "./tweet.js";

/** To be shown wherever the offline writer writes. */
export const offlineNotice =
  "Offline writer: this is not a language model. It picks and shortens sentences of the abstract " +
  "and follows the style rules it understands.";

export interface Unmet {
  readonly directive: Directive;
  /** Why, in words for the person who gave the rule. */
  readonly reason: string;
}

export interface Draft {
  readonly text: string;
  readonly obeyed: readonly Directive[];
  readonly unmet: readonly Unmet[];
  /** Rules of the instructions in which the writer recognised nothing. */
  readonly notUnderstood: readonly string[];
}

/**
 * Writes a tweet about the paper by the instructions as they now stand (Markdown). Without an abstract it writes about
 * the title. Never longer than X allows; never throws for an odd paper or odd instructions.
 */
export function draftTweet(paper: Paper, instructions: string): Draft {
  const { directives, notUnderstood } = readDirectives(instructions);
  const style = styleOf(directives);
  const read = digest(paper);
  const text = bestOf(candidates(paper, read, style, directives));
  const failed = new Set(failures(directives, text, paper));
  return {
    text,
    obeyed: directives.filter((directive) => !failed.has(directive)),
    unmet: [...failed].map((directive) => ({ directive, reason: reasonFor(directive, paper, read) })),
    notUnderstood,
  };
}

interface Candidate {
  readonly text: string;
  readonly worth: number;
}

function bestOf(all: readonly Candidate[]): string {
  return all.reduce((best, next) => (next.worth > best.worth ? next : best)).text;
}

function candidates(paper: Paper, read: Digest, style: Style, directives: readonly Directive[]): Candidate[] {
  const found: Candidate[] = [];
  let best = Number.NEGATIVE_INFINITY;
  let tried = 0;
  for (const { statements, quality } of [...bodiesOf(read, style)].sort(
    (left, right) => right.quality - left.quality,
  )) {
    if (quality + mostForLength + 2 < best || tried >= mostCandidates) break;
    const leaning = statements[0]?.hanging === true && style.opening === undefined && !style.oneSentence;
    for (const [step, extras] of extrasOf(style, leaning).entries()) {
      tried += 1;
      const text = compose(statements, paper, read, style, extras);
      const { length } = partsOf(text);
      if (length > tweetLimit) continue;
      const missed = failures(directives, text, paper).reduce((sum, directive) => sum + weightOf(directive), 0);
      const context = extras.heading ? 2 : 0;
      const worth =
        quality + context - 4 * missed - 0.8 * step - (extras.greeting === style.greeting ? 0 : 1) + length / 1000;
      best = Math.max(best, worth);
      found.push({ text, worth });
      if (missed === 0) break;
    }
  }
  return found.length > 0 ? found : [{ text: shortestTitle(read), worth: 0 }];
}

/** Where rules contradict each other nothing is ever good enough; the search ends here. */
const mostCandidates = 300;
/** A full tweet is worth this much more than an empty one: enough to break ties. */
const mostForLength = tweetLimit / 1000;

function weightOf(directive: Directive): number {
  return directive.kind === "length" ? 3 : directive.kind === "layout" || directive.kind === "cover" ? 0.8 : 1;
}

interface Body {
  readonly statements: readonly Statement[];
  readonly quality: number;
}

const perRole: Readonly<Record<Role, number>> = { result: 10, method: 8, other: 5, problem: 4 };

/** One, two or (for bullets and long texts) three statements that go together, each with how well they read. */
function bodiesOf(read: Digest, style: Style): Body[] {
  const title = titleStatement(read);
  const used: Record<Role, number> = { result: 0, method: 0, other: 0, problem: 0 };
  const pool = [...read.statements].filter(
    (statement) => !banned(statement, style) && used[statement.role]++ < perRole[statement.role],
  );
  const singles: Body[] = [...pool.filter((statement) => !statement.leans), title].map((statement) => ({
    statements: [statement],
    quality: 1.5 * statement.score + tellsResult([statement]) + (style.layout === "bullets" ? -4 : 0),
  }));
  if (style.oneSentence) return singles;
  const pairs = pool.flatMap((first) =>
    pool.filter((second) => goTogether(first, second)).map((second) => pairOf(first, second)),
  );
  const best = [...pairs].sort((left, right) => right.quality - left.quality).slice(0, 60);
  const shortest = [...pairs].sort((left, right) => sizeOf(left) - sizeOf(right)).slice(0, 20);
  const three = style.layout === "bullets" || style.manySentences ? triplesOf([...best, ...shortest], pool) : [];
  return [...singles, ...best, ...shortest, ...three];
}

function sizeOf(body: Body): number {
  return body.statements.reduce((sum, statement) => sum + statement.text.length, 0);
}

function goTogether(first: Statement, second: Statement): boolean {
  if (first.sentence === second.sentence || first.leans) return false;
  if (second.leans) return second.sentence === first.sentence + 1 && !first.cut;
  return true;
}

function pairOf(first: Statement, second: Statement): Body {
  const inOrder = second.sentence > first.sentence ? 0.3 : 0;
  const repeated = similarity(first.text, second.text) > 0.5 ? 1.5 : 0;
  const sameStart = first.text.split(" ", 2).join(" ") === second.text.split(" ", 2).join(" ") ? 0.3 : 0;
  const leaning = second.leans ? 2.4 : 0;
  const better = Math.max(first.score, second.score + leaning);
  const worse = Math.min(first.score, second.score + leaning);
  const told = first.role === "problem" && second.role === "problem" ? 2 : 0;
  const hanging = first.hanging || second.hanging ? 1.5 : 0;
  const quality = 1.5 * better + 0.5 * (worse - 0.8) + tellsResult([first, second]) + inOrder;
  return { statements: [first, second], quality: quality - repeated - sameStart - told - hanging };
}

function tellsResult(statements: readonly Statement[]): number {
  return statements.some((statement) => statement.role === "result" && !statement.hanging) ? 1.5 : 0;
}

function triplesOf(pairs: readonly Body[], pool: readonly Statement[]): Body[] {
  return pairs.flatMap(({ statements, quality }) =>
    pool
      .filter(
        (third) =>
          !third.leans &&
          third.text.length < 110 &&
          statements.every((statement) => statement.sentence !== third.sentence && !statement.leans),
      )
      .slice(0, 5)
      .map((third) => ({ statements: [...statements, third], quality: quality + 0.2 * third.score })),
  );
}

/** A banned phrase that cannot be taken out rules the statement out, when others are left. */
function banned(statement: Statement, style: Style): boolean {
  return style.ban.some((phrase) => / /.test(phrase) && statement.text.toLowerCase().includes(phrase.toLowerCase()));
}

/** What is said when the abstract gives nothing that fits. */
function titleStatement(read: Digest): Statement {
  const asks = read.title.endsWith("?");
  const text = asks
    ? `${read.title} A paper looks for the answer.`
    : `“${shortened(read.title).replace(/["“”]/g, "'")}” is worth a look.`;
  return { text, sentence: -1, role: "other", score: 0.5, leans: false, hanging: false, cut: false };
}

function shortestTitle(read: Digest): string {
  return titleStatement({ ...read, title: shortened(read.title) }).text;
}

/** At most 200 characters, cut between words. */
function shortened(title: string): string {
  if (title.length <= 200) return title;
  const words = title.slice(0, 200).split(" ").slice(0, -1).join(" ");
  return words === "" ? `${title.slice(0, 199)}…` : `${words} …`;
}

/** From everything to the bare statement; what nobody asked for goes first. */
function extrasOf(style: Style, leaning: boolean): Extras[] {
  const full: Extras = {
    greeting: style.greeting,
    hashtags: style.hashtags,
    emoji: style.emoji,
    heading: false,
    source: true,
  };
  const steps: Extras[] = leaning
    ? [{ ...full, heading: true }, { ...full, heading: true, greeting: false }, full]
    : [full];
  if (style.greeting) steps.push({ ...full, greeting: false });
  const plain: Extras = { ...full, greeting: false };
  if (style.hashtagsAreHabit && style.hashtags > 0) steps.push({ ...plain, hashtags: 1 }, { ...plain, hashtags: 0 });
  const bare: Extras = {
    ...plain,
    hashtags: style.hashtagsAreHabit ? 0 : style.hashtags,
    emoji: style.emojiIsHabit ? 0 : style.emoji,
  };
  return [
    ...steps,
    bare,
    { ...bare, source: false },
    { greeting: false, hashtags: 0, emoji: 0, heading: false, source: false },
  ];
}

function reasonFor(directive: Directive, paper: Paper, read: Digest): string {
  const inAbstract = "no sentence of the abstract allows it together with the other rules";
  switch (directive.kind) {
    case "authors":
      return directive.wanted && paper.authors.length === 0
        ? "the paper's record names no authors"
        : "there was no room for the names";
    case "link":
    case "link-place":
      return linkOf(paper) === undefined ? "the paper's record has no address" : "there was no room for the link";
    case "year":
      return directive.wanted && paper.year === undefined
        ? "the paper's record has no year"
        : "there was no room for the year";
    case "title":
      return directive.wanted ? "the title is too long to fit" : inAbstract;
    case "figure":
      return directive.wanted && !/\d/.test(read.abstract) ? "the abstract holds no figure" : inAbstract;
    case "field-hashtag":
      return paper.categories.length === 0 ? "the paper's record names no field" : inAbstract;
    case "plain-words":
      return "no sentence of the abstract is plain enough, and the writer does not reword";
    case "abbreviations":
      return "the abstract does not say what its abbreviations stand for";
    case "length":
      return directive.max === undefined || wordsOf(read.abstract).length < 30
        ? "the abstract is too short for it"
        : "no sentence of the abstract is short enough";
    case "opening":
      return directive.with === "number" && !/\d/.test(read.abstract) ? "the abstract holds no figure" : inAbstract;
    default:
      return inAbstract;
  }
}
