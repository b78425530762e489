/**
 * Halves of a sentence that mirror each other: "give prices in euros and distances in miles". The second has no verb.
 */
import { isAmbiguousVerb, isDirectiveVerb, pastBase, thirdBase } from "./english.js";
import type { Draft } from "./draft.js";

/** The half before, as it was read. */
interface Half {
  readonly clause: { readonly text: string };
  readonly draft: Draft | null;
  readonly rule: string | null;
}

const HALF =
  /^(?:(?:the|an?|our|your|all|every|each|any) )?((?:[\p{L}'&;-]+ ){1,3}?)(?:go(?:es)? )?(in|as|with|at|to|on|under|for|by|up|down|first|last|before|after|over)(?: |$)/iu;
const PLACES = /^(?:in|at|on|up|down|first|last|before|after)$/i;
const LEAD = /^(?:(?:please|always|also|just|and|but|so|then|only|generally),? )*/i;

/** True if what stands right of a comma or "and" mirrors what stands left: a noun, then the same small word. */
export function isMirrored(left: string, right: string): boolean {
  const second = linkOf(right);
  if (second === null) return false;
  const words = left.replace(LEAD, "").split(" ");
  const begins = isDirectiveVerb(words[0] ?? "") ? words.slice(1) : words;
  const first = linkOf(begins.join(" "));
  if (first === null) return false;
  return (
    first === second || (PLACES.test(first) && PLACES.test(second) && /^(?:put|place|move|keep)$/i.test(words[0] ?? ""))
  );
}

/** The word that joins the thing to its manner or place; null if this is no such half. */
function linkOf(text: string): string | null {
  const found = HALF.exec(text);
  if (!found) return null;
  const thing = (found[1] ?? "").trim().split(" ");
  if (
    thing.some((word) =>
      /^(?:it|them|this|that|you|we|they|i|not|no|is|are|and|or|which|who|with|without|for|in|on|at|to|from|by)$/i.test(
        word,
      ),
    )
  )
    return null;
  const last = thing.at(-1) ?? "";
  if (isDirectiveVerb(thing[0] ?? "") && !isAmbiguousVerb(thing[0] ?? "")) return null;
  if (pastBase(last) !== null || (thing.length > 1 && thirdBase(last) !== null && !last.endsWith("s"))) return null;
  return (found[2] ?? "").toLowerCase();
}

const CARRIES =
  /^(?:give|put|use|write|list|show|spell|round|express|quote|call|keep|place|set|format|print|state|send|move|include|report|label|mark|store|name)$/;

/** The words of a half with the verb of the half before it; null if there is none to take. */
export function completed(text: string, before: Half | undefined): string | null {
  const action = before?.draft?.action;
  if (!before || before.rule === null || !action || before.draft?.avoid) return null;
  const verb = action.split(" ")[0] ?? "";
  return CARRIES.test(verb) && linkOf(text) !== null ? `${verb} ${text}` : null;
}

const TOO = /^((?:the|our|your|an?|every|all) .+?|\p{L}+s) (?:too|as well|also)$/iu;
const PUT = /^(\S+) .+? ((?:in|on|at|under|above|below|after|before|with|to) .+)$/;

/** "The number has to be on every letter, and the seal too": the second thing with the verb and place of the first. */
export function completedToo(text: string, before: Half | undefined): string | null {
  const thing = TOO.exec(text)?.[1];
  const action = PUT.exec(before?.rule ? (before.draft?.action ?? "") : "");
  return thing && action && CARRIES.test(action[1] ?? "") ? `${action[1]} ${thing} ${action[2]}` : null;
}

const NEVER = /^(?:and )?never ((?:anything \S+|more than \S+) \S.*)$/i;
const MORE = /^(?:(?:so|and|but|please),? )*(?:never|do not) (?:ever )?(\S+) (?:any )?(more|longer)$/i;
const MEASURE =
  /(\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty) (characters?|chars|words?|sentences?|lines?|paragraphs?|pages?)\b/i;

/** "I lose interest after 25 words, so never use more": more than what was named just before. */
export function completedMore(text: string, before: Half | undefined): string | null {
  const found = MORE.exec(text);
  const measure = before ? MEASURE.exec(before.clause.text) : null;
  return found && measure ? `keep it to at most ${measure[1]} ${measure[2]}` : null;
}

const JUST =
  /^(?:just|only) (?!.* (?:is|are|was|were|has|have|does?|should|must|needs?|gets?|goes) )((?:the|an?|our|your|my) .+)$/i;

/** "Book an aisle seat. Never anything before 7am": what is never done is what was just spoken of. */
export function completedNever(text: string, before: Half | undefined): string | null {
  const rest = NEVER.exec(text)?.[1];
  const verb = before?.rule ? before.draft?.action.split(" ")[0] : undefined;
  return rest && verb && !/^(?:be|do|have|not|first)$/.test(verb) ? `never ${verb} ${rest}` : null;
}

/** "Stop putting the name in the subject, just the number": what stands in the place of what is not wanted. */
export function completedJust(text: string, before: Half | undefined): string | null {
  const thing = JUST.exec(text)?.[1];
  const action =
    before?.rule && before.draft?.avoid ? /^(\S+) .+?( (?:in|on|at) .+)?$/.exec(before.draft.action) : null;
  return thing && action ? `${action[1]} just ${thing}${action[2] ?? ""}` : null;
}

/**
 * True if what stands right of a comma carries on with what is forbidden on the left, or says what to do in its place.
 */
export const isOtherHalf = (left: string, right: string): boolean =>
  /^(?:please |and |but |also |just )*(?:never|do not|stop|no more)\b/i.test(left) &&
  (NEVER.test(right) || JUST.test(right));

const DUTY = /^(.+? (?:must|should|have to|has to|need to|needs to|ought to)(?: always)? be) /i;
const STATE_ONLY = /^(?:never |not |always )?(?:in|on|at|with|without|under|as|by|of|free of) /i;

/** "Terms must be capitalised, and in bold the first time": the second state with the duty of the first. */
export function completedDuty(text: string, before: Half | undefined): string | null {
  const duty = DUTY.exec(before?.clause.text ?? "")?.[1];
  return duty && before?.rule && STATE_ONLY.test(text) ? `${duty} ${text}` : null;
}

/** Another thing of which the same is said. */
export const isAnotherToo = (right: string): boolean => TOO.test(right);

/** A second state after a duty. */
export const isSecondState = (left: string, right: string): boolean => DUTY.test(left) && STATE_ONLY.test(right);
