// Style directives: what instructions can ask of a tweet, as data. A new kind gets a line here, a recogniser in
// recognise-*.ts, a check in satisfies.ts and, where the writer must do something for it, a place in compose.ts.
import type { Role } from "../abstract/roles.js";

export type Opening = "result" | "question" | "number" | "title" | "problem" | "method" | "authors" | "emoji";
export type Mark =
  "exclamation mark" | "question mark" | "semicolon" | "dash" | "bracket" | "ellipsis" | "colon" | "quotation mark";

export type Directive =
  | { readonly kind: "length"; readonly unit: "characters" | "words"; readonly min?: number; readonly max?: number }
  | { readonly kind: "hashtags"; readonly min: number; readonly max?: number }
  | { readonly kind: "field-hashtag" }
  | { readonly kind: "hashtag-place"; readonly at: "end" }
  | { readonly kind: "emoji"; readonly min: number; readonly max?: number }
  | { readonly kind: "opening"; readonly with: Opening; readonly wanted: boolean }
  | { readonly kind: "ending"; readonly with: "question"; readonly wanted: boolean }
  | { readonly kind: "link"; readonly wanted: boolean }
  | { readonly kind: "link-place"; readonly at: "start" | "end" }
  | { readonly kind: "authors"; readonly wanted: boolean }
  | { readonly kind: "title"; readonly wanted: boolean }
  | { readonly kind: "year"; readonly wanted: boolean }
  | { readonly kind: "person"; readonly as: "we" | "they" }
  | { readonly kind: "mark"; readonly mark: Mark; readonly max: number }
  | { readonly kind: "plain-words" }
  | { readonly kind: "abbreviations" }
  | { readonly kind: "layout"; readonly as: "bullets" | "lines" | "paragraph" }
  | { readonly kind: "spelling"; readonly as: "british" | "american" }
  | { readonly kind: "sentences"; readonly min: number; readonly max?: number }
  | { readonly kind: "sentence-length"; readonly max: number }
  | { readonly kind: "numerals"; readonly as: "digits" | "words" }
  | { readonly kind: "shouting" }
  | { readonly kind: "hype" }
  | { readonly kind: "figure"; readonly wanted: boolean }
  | { readonly kind: "cover"; readonly role: Exclude<Role, "other"> }
  | { readonly kind: "phrase"; readonly text: string; readonly wanted: boolean };

/** What the directive is about: a later directive with the same subject takes the place of an earlier one. */
function subjectOf(directive: Directive): string {
  switch (directive.kind) {
    case "length":
      return `length/${directive.unit}/${directive.max === undefined ? "min" : "max"}`;
    case "opening":
      return directive.wanted ? "opening" : `opening/not/${directive.with}`;
    case "mark":
      return `mark/${directive.mark}`;
    case "cover":
      return `cover/${directive.role}`;
    case "phrase":
      return `phrase/${directive.text.toLowerCase()}`;
    default:
      return directive.kind;
  }
}

/** Whether a later directive undoes an earlier one: same subject, or two that cannot both hold. */
export function supersedes(later: Directive, earlier: Directive): boolean {
  if (subjectOf(later) === subjectOf(earlier)) return true;
  return clashes(later, earlier) || clashes(earlier, later);
}

function clashes(one: Directive, other: Directive): boolean {
  const none = (directive: Directive): boolean => "max" in directive && directive.max === 0;
  switch (one.kind) {
    case "hashtags":
      return none(one) && (other.kind === "field-hashtag" || other.kind === "hashtag-place");
    case "emoji":
      return none(one) && other.kind === "opening" && other.with === "emoji" && other.wanted;
    case "link":
      return !one.wanted && other.kind === "link-place";
    case "title":
    case "authors":
      return !one.wanted && other.kind === "opening" && other.with === one.kind.replace(/s$/, "") && other.wanted;
    case "figure":
      return !one.wanted && other.kind === "opening" && other.with === "number" && other.wanted;
    case "opening":
      return (
        one.wanted !== (other.kind === "opening" ? other.wanted : one.wanted) &&
        other.kind === "opening" &&
        other.with === one.with
      );
    case "mark":
      return (
        one.max === 0 &&
        one.mark === "question mark" &&
        ((other.kind === "ending" && other.wanted) ||
          (other.kind === "opening" && other.with === "question" && other.wanted))
      );
    case "length":
      return other.kind === "length" && one.unit === other.unit && (one.max ?? Infinity) < (other.min ?? 0);
    default:
      return false;
  }
}

/** The directive as one plain imperative sentence. */
export function describe(directive: Directive): string {
  switch (directive.kind) {
    case "length": {
      const { min, max, unit } = directive;
      if (max !== undefined && min !== undefined) return `Keep it between ${min} and ${max} ${unit}.`;
      return max === undefined ? `Use at least ${min ?? 0} ${unit}.` : `Keep it to ${max} ${unit} at most.`;
    }
    case "hashtags":
      return counted(directive, "hashtag", "hashtags");
    case "emoji":
      return counted(directive, "emoji", "emoji");
    case "sentences":
      return `Write ${amount(directive)} sentence${directive.max === 1 ? "" : "s"}.`;
    case "field-hashtag":
      return "Use a hashtag for the field.";
    case "hashtag-place":
      return "Put hashtags at the end.";
    case "opening":
      return `${directive.wanted ? "Open" : "Do not open"} with ${openingNames[directive.with]}.`;
    case "ending":
      return `${directive.wanted ? "End" : "Do not end"} with a question.`;
    case "link":
      return directive.wanted ? "Include the link." : "Leave out the link.";
    case "link-place":
      return `Put the link at the ${directive.at}.`;
    case "authors":
      return directive.wanted ? "Name the authors." : "Do not name the authors.";
    case "title":
      return directive.wanted ? "Mention the title." : "Do not mention the title.";
    case "year":
      return directive.wanted ? "Say the year." : "Leave out the year.";
    case "person":
      return directive.as === "we" ? "Write in the first person plural." : "Write in the third person.";
    case "mark":
      return directive.max === 0
        ? `Do not use ${marksName(directive.mark)}.`
        : `Use at most ${directive.max} ${directive.max === 1 ? directive.mark : marksName(directive.mark)}.`;
    case "plain-words":
      return "Write in plain words.";
    case "abbreviations":
      return "Avoid abbreviations.";
    case "layout":
      return layoutNames[directive.as];
    case "spelling":
      return `Use ${directive.as === "british" ? "British" : "American"} spelling.`;
    case "sentence-length":
      return `Keep sentences to ${directive.max} words at most.`;
    case "numerals":
      return directive.as === "digits" ? "Write numbers as numerals." : "Spell out small numbers.";
    case "shouting":
      return "Do not write words in all capitals.";
    case "hype":
      return "Do not hype.";
    case "figure":
      return directive.wanted ? "Include a figure." : "Leave out figures.";
    case "cover":
      return `Say what the ${directive.role} is.`;
    case "phrase":
      return `${directive.wanted ? "Use" : "Do not use"} “${directive.text}”.`;
  }
}

const openingNames: Readonly<Record<Opening, string>> = {
  result: "the result",
  question: "a question",
  number: "a number",
  title: "the title",
  problem: "the problem",
  method: "the method",
  authors: "the authors",
  emoji: "an emoji",
};
const layoutNames = {
  bullets: "Use bullet lines.",
  lines: "Put each sentence on its own line.",
  paragraph: "Write one paragraph.",
} as const;

function marksName(mark: Mark): string {
  if (mark === "ellipsis") return "ellipses";
  return mark === "dash" ? "dashes" : `${mark}s`;
}

function amount({ min, max }: { readonly min: number; readonly max?: number }): string {
  if (max === undefined) return `at least ${min}`;
  return min === max ? `exactly ${max}` : `at most ${max}`;
}

function counted(range: { readonly min: number; readonly max?: number }, one: string, many: string): string {
  if (range.max === 0) return `Do not use ${many}.`;
  return `Use ${amount(range)} ${(range.max ?? range.min) === 1 ? one : many}.`;
}
