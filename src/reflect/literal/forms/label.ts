/** Labels: "Tone: dry", "Hashtags: max two", "Spelling: UK". */
import { STYLE_ADJECTIVES } from "../lexicon/adjectives.js";
import { type Context, type Draft, unwanted, wanted } from "../draft.js";
import { isKnown, singular } from "../english.js";
import { whole } from "../fragments.js";
import { isAboutStyle, isNounPhrase, lowerFirst, useOf } from "../phrases.js";

const LABELLED = whole("(?:the |our )?([\\p{L}][\\p{L} -]{1,25}?) ?(?::|=) ?(.+)");

export function readLabel(text: string, _context: Context): Draft | null {
  const found = LABELLED.exec(text);
  if (!found) return null;
  const label = (found[1] ?? "").toLowerCase();
  const value = (found[2] ?? "").replace(/ (?:please|only)$/i, "").trim();
  if (
    !isAboutStyle(label) &&
    !/^(?:audience|format|style|register|max|point of view|pov|sign-off|greeting|reading level|structure|level)$/.test(
      label,
    )
  )
    return null;
  if (!isNounPhrase(label, 4) || value.split(" ").length > 9 || /\b(?:is|are|was|you|I)\b/i.test(value)) return null;
  if (
    !value
      .split(/[ ,]+/)
      .some(
        (word) =>
          /\d|^\W/.test(word) || isKnown(word) || STYLE_ADJECTIVES.has(word.toLowerCase()) || /^\p{Lu}{2,}/u.test(word),
      )
  )
    return null;
  if (/^(?:no|none|never|zero|nope|not allowed|forbidden|banned|off)$/i.test(value))
    return unwanted(useOf(label), "label");
  if (/^(?:yes|always|required|mandatory|a must|on)$/i.test(value)) return wanted(`use ${label}`, "label");
  if (/^(?:tone|voice|style|register|mood|language|level|reading level)$/.test(label))
    return wanted(`keep the ${label} ${lowerFirst(value)}`, "label");
  if (/^(?:always )?(?:first|last|at|on|in|before|after|up)\b/i.test(value))
    return wanted(`put ${label} ${value.replace(/^always /i, "")}`, "label");
  const most =
    /^(?:max(?:imum)?|at most|no more than|up to|only|just)? ?(\d+|one|two|three|four|five|six)(?: max(?:imum)?| at most| tops| only)?$/i.exec(
      value,
    );
  const per =
    /^(?:max(?:imum)?|at most|only|just)? ?(\d+|one|two|three|four|five|six) (per [\p{L} -]+?)(?: max| at most| only)?$/iu.exec(
      value,
    );
  if (per) {
    const thing = /^(?:1|one)$/i.test(per[1] ?? "") ? label.replace(/^\S+/, singular) : label;
    return wanted(`use at most ${per[1]} ${thing} ${per[2]}`, "label");
  }
  if (most && label !== "length")
    return wanted(`use at most ${most[1]} ${/^(?:1|one)$/i.test(most[1] ?? "") ? singular(label) : label}`, "label");
  if (/^(?:spelling|english|punctuation|case|tense|units?|person)$/.test(label))
    return wanted(`use ${lowerFirst(value)} ${label}`.replace(/(\b\w+) \1$/i, "$1"), "label");
  if (/^(?:under|max|at most|up to|no more|less|below|within|around|about|\d)/i.test(value))
    return wanted(
      `keep ${label === "length" ? "it" : `the ${label}`} ${/^\d/.test(value) ? "to " : ""}${value}`,
      "label",
    );
  return wanted(`use ${lowerFirst(value)}`, "label", label === "format" ? {} : { condition: `for ${label}` });
}
