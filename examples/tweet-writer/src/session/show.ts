// What a session looks like at the terminal.
import colours from "picocolors";
import { tweetLength } from "../text/count.js";
import type { Lesson } from "knowhow";
import type { Paper } from "../papers/paper.js";
import type { Satisfaction } from "../reader/satisfaction.js";
import type { Learned, LearnedRule } from "./learned.js";
import type { Remark } from "./session.js";

const { bold, cyan, dim, green, red, yellow } = colours;
const indented = (text: string, by: string): string => text.replace(/^/gm, by);

export function showDraft(paper: Paper, tweet: string, round: number, rounds: number): string {
  const head = `${bold(`Round ${round} of ${rounds}`)}  ${dim(paper.title)}`;
  return `\n${head}\n${indented(tweet, "  │ ")}  ${dim(`(${tweetLength(tweet)})`)}`;
}

export function showRemark(remark: Remark, who: string): string {
  const lines = [
    ...(remark.comment === undefined ? [] : [`“${remark.comment}”`]),
    ...(remark.revised === undefined ? [] : [`edits it: ${remark.revised.replace(/\s*\n\s*/g, " / ")}`]),
    ...(remark.score === undefined ? [] : [dim(`score ${remark.score}`)]),
  ];
  return `  ${cyan(who)} ${lines.join("  ")}`;
}

export function showLearned(learned: Learned): string {
  const rules = learned.rules.map((rule) => `  ${showRule(rule)}${showBecause(rule)}`);
  const others = learned.others.map((lesson) => `  ${dim(`${lesson.state}: ${lesson.reason ?? "waits"}`)}`);
  const head = learned.rules.length > 0 ? [`  ${green(`learned, version ${learned.version}`)}`] : [];
  return [...head, ...rules, ...others].join("\n");
}

/** What was said and is not in force: it waits, for another reading or for a decision. Empty for nothing. */
export function showWaiting(lessons: readonly Lesson[]): string {
  const waiting = lessons.filter(({ state }) => state === "pending" || state === "parked" || state === "reserved");
  if (waiting.length === 0) return "";
  const head = `\nSaid, and not in force yet: ${waiting.length}. It is kept.`;
  return [head, ...waiting.map(({ state, reason }) => `  ${dim(`${state}: ${reason ?? "not read yet"}`)}`)].join("\n");
}

function showRule({ change, text }: LearnedRule): string {
  if (change === "added") return green(`+ ${text}`);
  return change === "changed" ? yellow(`~ ${text}`) : red(`- ${text}`);
}

function showBecause({ because }: LearnedRule): string {
  return because.length > 0 ? dim(`  because of ${because.join(", ")}`) : "";
}

export function showSatisfaction({ satisfied, total }: Satisfaction): string {
  return `  ${dim(`hidden preferences met by this tweet: ${satisfied} of ${total}`)}`;
}

/** The reader's preferences, no longer hidden, and whether the last tweet met them. */
export function showPreferences({ each }: Satisfaction): string {
  const mark = (one: Satisfaction["each"][number]): string =>
    one.applicable ? (one.satisfied ? green("✓") : red("✗")) : dim("–");
  return each.map((one) => `  ${mark(one)} ${one.rule}`).join("\n");
}
