// From an abstract to statements: sentences, or safe parts of them, that can stand in a tweet, best first.
import { anyCase } from "../../text/pattern.js";
import { cleanProse } from "../../text/clean.js";
import { hasFiniteVerb } from "../../text/grammar.js";
import { sentencesOf } from "../../text/sentences.js";
import { contentStems, wordsOf } from "../../text/words.js";
import type { Paper } from "../../papers/paper.js";
import { lexRank, similarity } from "./lexrank.js";
import { abbreviationsIn, methodName } from "./names.js";
import { balanced, capitalised, settingOf, unframed, withoutConnective } from "./openings.js";
import { resolved } from "./references.js";
import { isAside, isVague, resultStrength, roleOf, type Role } from "./roles.js";
import { shorterForms } from "./shorten.js";

export interface Statement {
  readonly text: string;
  /** Which sentence of the abstract it comes from, from 0. */
  readonly sentence: number;
  readonly role: Role;
  /** Higher is more worth tweeting; below 0 it should be a last resort. */
  readonly score: number;
  /** Opens by pointing at the sentence before it, so it may only follow that sentence. */
  readonly leans: boolean;
  /** Holds a slighter pointer ("these methods"), so it reads best alone after all others fail. */
  readonly hanging: boolean;
  /** Whether the end of the sentence was cut off. */
  readonly cut: boolean;
}

export interface Digest {
  /** The role of each sentence, its place in the abstract considered. */
  readonly roles: readonly Role[];
  /** The title in plain Unicode. */
  readonly title: string;
  /** The abstract in plain Unicode; empty when there is none. */
  readonly abstract: string;
  readonly sentences: readonly string[];
  readonly statements: readonly Statement[];
  readonly name: string | undefined;
  /** Short form → long form. */
  readonly abbreviations: ReadonlyMap<string, string>;
}

const label = anyCase`
    ^(?:background|objectives?|aims?|purpose|introduction|methods?|materials and methods|results?|findings|
    conclusions?|interpretation|discussion|motivation|significance)\s*[:.–—-]\s+(?=\p{Lu})`;
const roleWeight: Readonly<Record<Role, number>> = { result: 2.2, method: 1.4, other: 0.3, problem: -1.6 };

const digests = new WeakMap<Paper, Digest>();

/** Reads a paper once; everything the writer needs of it. An empty abstract gives no statements. */
export function digest(paper: Paper): Digest {
  const known = digests.get(paper);
  if (known !== undefined) return known;
  const fresh = read(paper);
  digests.set(paper, fresh);
  return fresh;
}

/**
 * What a sentence of a tweet does, in view of its paper: by its own words, and where they do not tell, by the sentence
 * of the abstract that it resembles.
 */
export function roleWithin(paper: Paper, sentence: string): Role {
  const own = roleOf(sentence);
  if (own !== "other") return own;
  const { sentences, roles } = digest(paper);
  const [nearest] = sentences
    .map((candidate, index) => ({ alike: similarity(candidate, sentence), role: roles[index] ?? "other" }))
    .sort((left, right) => right.alike - left.alike);
  return nearest !== undefined && nearest.alike >= 0.55 ? nearest.role : "other";
}

function read(paper: Paper): Digest {
  const title = cleanProse(paper.title).replace(/[.\s]+$/, "");
  const abstract = cleanProse(paper.abstract);
  const sentences = sentencesOf(abstract).map((sentence) => sentence.replace(label, ""));
  const name = methodName(title, abstract);
  const ranks = lexRank(sentences);
  const titleStems = new Set(contentStems(title));
  const roles = sentences.map((sentence, index) => placedRole(sentence, index, sentences.length, name));
  const statements = sentences.flatMap((sentence, index) => {
    const worth = (ranks[index] ?? 0) + overlap(titleStems, sentence);
    return statementsOf(sentence, index, roles[index] ?? "other", worth, name, sentences.slice(0, index));
  });
  return {
    title,
    abstract,
    sentences,
    roles,
    statements: distinct(statements),
    name,
    abbreviations: abbreviationsIn(abstract),
  };
}

function statementsOf(
  sentence: string,
  index: number,
  role: Role,
  worth: number,
  name: string | undefined,
  before: readonly string[],
): Statement[] {
  if (isAside(sentence)) return [];
  return startsOf(sentence).flatMap((start) => {
    const { text, dangling } = resolved(start, name, before);
    return shorterForms(text).map((form): Statement => {
      const { text: whole, dangling: left } = resolved(form.text, undefined, []);
      const own = roleOf(whole);
      const formRole = own === "other" || role === "problem" ? role : own;
      const hanging = Math.max(left, dangling === 2 ? 2 : left);
      const score =
        worth + roleWeight[formRole] + strength(whole, formRole) - hanging * 2.5 - clumsiness(whole) - form.cuts * 0.15;
      return {
        text: whole,
        sentence: index,
        role: formRole,
        score,
        leans: hanging === 2,
        hanging: hanging === 1,
        cut: form.cuts >= 1,
      };
    });
  });
}

/** The sentence as it opens, and without its frame or its pointing phrase. */
function startsOf(sentence: string): string[] {
  const plain = withoutConnective(sentence);
  const starts = [plain];
  const setting = settingOf(plain);
  const main = setting === undefined ? plain : withoutConnective(setting.rest);
  if (setting?.pointsBack === true) starts[0] = main;
  const later = /;\s(?=(?:we|our|it|[A-Z])\b)(.+)$/.exec(main)?.[1];
  for (const part of later === undefined ? [main] : [main, later]) {
    const inner = unframed(part);
    if (inner !== undefined) starts.unshift(inner);
    else if (part === later) starts.push(capitalised(part));
  }
  return starts;
}

const own = anyCase`
    \b(?:we|our|this (?:paper|work|study|article|thesis)|(?:is|are) (?:proposed|presented|established|
    introduced|investigated|shown|proved|studied|applied|reported))\b`;

/** Early sentences set the scene, even when they sound like results, unless they speak of the paper itself. */
function placedRole(sentence: string, index: number, count: number, name: string | undefined): Role {
  const role = roleOf(sentence);
  if (own.test(sentence) || (name !== undefined && sentence.includes(name)) || count <= 3) return role;
  if (index === 0) return "problem";
  return index / (count - 1) < 0.25 && (role !== "result" || resultStrength(sentence) < 3) ? "problem" : role;
}

function strength(text: string, role: Role): number {
  const told = Math.min(resultStrength(text), 5) / 5;
  return (role === "result" ? told : told / 2) - (isVague(text) ? 1.5 : 0);
}

/** What makes a sentence hard to read as a tweet: length, formulas, strings of abbreviations, dangling ends. */
function clumsiness(text: string): number {
  const words = wordsOf(text);
  const long = Math.max(0, words.length - 28) * 0.06;
  const tiny = words.length < 8 ? 0.8 : 0;
  const formulas = (text.match(/[=√∈∼^_×≈<>]|[₀-₉⁰-⁹]/g)?.length ?? 0) * 0.15;
  const brackets = (text.match(/[()[\];]/g)?.length ?? 0) * 0.12;
  const capitals = Math.max(0, (text.match(/\b[A-Z][A-Z0-9-]+\b/g)?.length ?? 0) - 2) * 0.15;
  const broken = balanced(text) && hasFiniteVerb(text) ? 0 : 5;
  return long + tiny + Math.min(formulas, 1.5) + brackets + capitals + broken;
}

function overlap(titleStems: ReadonlySet<string>, sentence: string): number {
  if (titleStems.size === 0) return 0;
  return [...new Set(contentStems(sentence))].filter((stem) => titleStems.has(stem)).length / titleStems.size;
}

function distinct(statements: readonly Statement[]): Statement[] {
  const best = new Map<string, Statement>();
  for (const statement of statements) {
    const known = best.get(statement.text);
    if (known === undefined || known.score < statement.score) best.set(statement.text, statement);
  }
  return [...best.values()].sort((left, right) => right.score - left.score);
}
