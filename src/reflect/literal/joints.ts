/** Joints of a sentence: where one clause ends and the next begins. */
import { asks, goesOn, hasVerb } from "./asking.js";
import { isBaseVerb, pastBase } from "./english.js";
import { DETERMINER, FINITE, from, LIGHT_ADVERB, PRONOUN, QUOTED } from "./fragments.js";
import { isListing, topicOf } from "./listing.js";
import { peel } from "./peel.js";
import { isAnotherToo, isMirrored, isOtherHalf, isSecondState } from "./parallel.js";
import { styleNouns } from "./phrases.js";
import { joined, type Token } from "./tokens.js";

interface Joint {
  /** Where the next clause begins. */
  readonly next: number;
  readonly link: string;
  /** A comma or "then", which may also join a condition to what it conditions. */
  readonly soft: boolean;
  /** What follows asks for something. */
  readonly asks: boolean;
}

const CONNECTORS = new Set(
  "and but so because since cause as which who where whose plus yet or then otherwise though although while whereas also now".split(
    " ",
  ),
);

export function jointAt(tokens: readonly Token[], at: number, begin: number): Joint | null {
  const token = tokens[at];
  if (!token || at <= begin) return null;
  const word = token.text.toLowerCase();
  const next = tokens[at + 1];
  if (token.kind === "mark") return jointAtMark(tokens, at, begin);
  if (isRunOn(tokens, at, begin)) return { next: at, link: ",", soft: true, asks: true };
  if (!CONNECTORS.has(word) || !next || next.kind === "mark") return null;
  if (tokens[at - 1]?.kind === "mark" && tokens[at - 1]?.text === ",") return null;
  const left = joined(tokens.slice(begin, at));
  if (
    word === "because" ||
    (word === "cause" &&
      STATEMENT.test(joined(tokens.slice(at + 1, at + 9))) &&
      !/\b(?:the|a|an|this|that|of|to|may|might|can|could|will|would)$/i.test(left))
  )
    return { next: at + 1, link: word, soft: false, asks: false };
  if (word === "now") {
    const why = joined(tokens.slice(at + 1, at + 9)).replace(/^that /i, "");
    return STATEMENT.test(why) && /^(?:we|i|they|the|our|it)\b/i.test(why)
      ? { next: at + 1, link: "since", soft: false, asks: false }
      : null;
  }
  if (/^(?:so|since|as|though|although|while|whereas|otherwise)$/.test(word)) {
    const follows = joined(tokens.slice(at + 1, at + 9));
    // "as if we were there" is how, not why
    if (word === "as" && /^(?:if|though)\b/i.test(follows)) return null;
    const says =
      STATEMENT.test(follows.replace(/^that /i, "")) ||
      (word === "so" && (asks(tokens, at + 1) || (isStatement(left) && isFragment(tokens.slice(at + 1)))));
    if (word === "so" && (/^(?:many|much|far|on|forth|long)\b/i.test(follows) || SO_THAT.test(left))) return null;
    return says &&
      !(
        word === "as" &&
        (AS_IF.test(left) || LIKENED.test(follows) || /^(?:it|they|this|that) (?:is|are|was|stands?)$/i.test(follows))
      )
      ? { next: at + 1, link: word, soft: word === "so", asks: asks(tokens, at + 1) }
      : null;
  }
  if (/^(?:which|who|where|whose)$/.test(word)) return null;
  // "two or more emoji"
  if (word === "or" && /^(?:more|fewer|less|longer|shorter|so)\b/i.test(next.text)) return null;
  // "first …, then …" is one instruction
  if (word === "then" || (word === "and" && /^(?:only )?then\b/i.test(joined(tokens.slice(at + 1, at + 3)))))
    return null;
  if (word === "cause") return null;
  // "never store or repeat it" and "don't guess and make things up" forbid both
  const forbids = /^(?:please |and |but |also |just )*(?:never|do not)\b/i.test(left);
  if (
    forbids &&
    (word === "or" || word === "and") &&
    !/^(?:please|always|instead|do not|never|also|just)\b/i.test(joined(tokens.slice(at + 1, at + 3)))
  )
    return null;
  if (word === "or" || word === "yet" || word === "also") {
    return asks(tokens, at + 1) && hasVerb(left) && !goesOn(tokens, begin, at, at + 1)
      ? { next: at + 1, link: word, soft: true, asks: true }
      : null;
  }
  if (
    asks(tokens, at + 1) &&
    !goesOn(tokens, begin, at, at + 1) &&
    (word !== "and" ||
      !/^(?:try|go|come|both|between|be sure|wait)\b[^,]{0,12}$|\b(?:between|both|try|go)$/i.test(left))
  ) {
    return { next: at + 1, link: word, soft: false, asks: true };
  }
  const follows = joined(tokens.slice(at + 1, at + 9));
  if (word === "but" && /^(?:if|when|whenever) /i.test(follows) && STATEMENT.test(left))
    return { next: at + 1, link: word, soft: false, asks: true };
  if (word === "and" && goesInPairs(left, follows)) return { next: at + 1, link: word, soft: false, asks: true };
  return STATEMENT.test(follows) && hasVerb(left) ? { next: at + 1, link: word, soft: false, asks: false } : null;
}

const goesInPairs = (left: string, right: string): boolean =>
  isOtherHalf(left, right) || isMirrored(left, right) || isSecondState(left, right) || isAnotherToo(right);

/** Haste leaves out the comma: "… when logging a complaint don't paraphrase", "… thanks also no emoji". */
function isRunOn(tokens: readonly Token[], at: number, begin: number): boolean {
  const word = tokens[at]?.text.toLowerCase() ?? "";
  const previous = tokens[at - 1]?.text.toLowerCase() ?? "";
  if (at - begin < 2 || !hasVerb(joined(tokens.slice(begin, at)))) return false;
  if (
    word !== "no" &&
    /(?:[^s]s|^(?:i|you|we|they|who|that|which|people|and|but|or|so|then|please|just|to|data|if|when|it|the|a|,|:|-|\())$/.test(
      previous,
    )
  )
    return false;
  if (word === "no")
    return /^(?:please |and |but )*no \p{L}/iu.test(joined(tokens.slice(begin, at))) && asks(tokens, at);
  if (word === "do" && tokens[at + 1]?.text.toLowerCase() === "not") return isBaseVerb(tokens[at + 2]?.text ?? "");
  return (
    word === "also" &&
    !/^(?:can|could|may|might|must|should|will|would|not|it|is|are|we|they|i|you|has|have|was|were)$/.test(previous) &&
    asks(tokens, at + 1)
  );
}

/** "Write it so a child could follow" says how to write. */
const SO_THAT =
  /\b(?:write|explain|phrase|put|word|format|structure|describe|summari[sz]e|lay|set)(?: (?:it|this|things|everything|them|all|out|up))*$/i;

/** "Speak to them as you would to adults" says how. */
const LIKENED = /^(?:you|they|we|i|one) (?:would|might|do|did)(?: (?:to|with|for|in|at|on|if)\b|$)/i;

const AS_IF = /\b(?:as|such|same|long|soon|far|well|much)$/i;

function jointAtMark(tokens: readonly Token[], at: number, begin: number): Joint | null {
  const mark = tokens[at];
  const next = tokens[at + 1];
  if (!mark || !next) return null;
  if (mark.text === ";" || (mark.text === "-" && mark.spaced && next.spaced))
    return { next: at + 1, link: mark.text, soft: false, asks: false };
  if (mark.text === "-" && next.text === "-") return { next: at + 2, link: "-", soft: false, asks: false };
  if (mark.text === "(") {
    return asks(tokens, at + 1) || STATEMENT.test(joined(tokens.slice(at + 1, at + 9)))
      ? { next: at + 1, link: "(", soft: false, asks: false }
      : null;
  }
  if (mark.text === ")") return asks(tokens, at + 1) ? { next: at + 1, link: ")", soft: false, asks: true } : null;
  if (mark.text === ":") {
    const left = joined(tokens.slice(begin, at));
    if (topicOf(peel(left).text) && (isListing(tokens.slice(at + 1)) || /^(?:when|if)/i.test(left)))
      return { next: at + 1, link: ":", soft: false, asks: true };
    if (asks(tokens, at + 1) && isTopic(left)) return null;
    const opens =
      INTRODUCTION.test(left) || asks(tokens, at + 1) || STATEMENT.test(joined(tokens.slice(at + 1, at + 10)));
    return opens ? { next: at + 1, link: ":", soft: false, asks: true } : null;
  }
  if (mark.text !== "," || /^(?:please )?(?:never|never, ever|always)$/i.test(joined(tokens.slice(begin, at))))
    return null;
  const word = next.text.toLowerCase();
  if (
    /^(?:and |only |but )*then\b/i.test(joined(tokens.slice(at + 1, at + 4))) &&
    /^(?:first|always|please|start|begin)?\b/i.test(joined(tokens.slice(begin, at)))
  ) {
    return /^(?:if|when|whenever|once)\b/i.test(joined(tokens.slice(begin, at)))
      ? { next: at + 1, link: "then", soft: true, asks: true }
      : null;
  }
  const connected = CONNECTORS.has(word) && word !== "as";
  const start = connected ? at + 2 : at + 1;
  const link = connected ? word : ",";
  const follows = joined(tokens.slice(start, start + 9));
  if (/^(?:which|who|where|whose|because|cause|since|so|otherwise|whereas|although|though)$/.test(word)) {
    return { next: start, link: word, soft: word === "so", asks: asks(tokens, start) };
  }
  if (asks(tokens, start) && !(connected && goesOn(tokens, begin, at, start)))
    return { next: start, link, soft: !connected, asks: true };
  if ((!connected || word === "and") && goesInPairs(joined(tokens.slice(begin, at)), follows))
    return { next: start, link, soft: !connected, asks: true };
  if (word === "as" && STATEMENT.test(joined(tokens.slice(at + 2, at + 10))))
    return { next: at + 2, link: "as", soft: false, asks: false };
  if (word === "and" && /^that (?:every|all|each|no|we|you) /i.test(follows))
    return { next: start, link, soft: false, asks: true };
  // "155 characters at most, with the keyword near the start"
  if (
    /^with (?:the|an?|our) .*\b(?:at|near|in|on) the (?:start|end|top|bottom|front|beginning)\b/i.test(follows) &&
    !asks(tokens, begin)
  )
    return { next: at + 2, link: ",", soft: true, asks: true };
  if (!connected && FRAGMENT.test(follows) && STATEMENT.test(joined(tokens.slice(begin, at))))
    return { next: start, link, soft: true, asks: true };
  if (isStatement(follows)) return { next: start, link, soft: !connected, asks: false };
  return word === "but" && !/\bnot\b/i.test(joined(tokens.slice(begin, at)))
    ? { next: start, link: "but", soft: false, asks: false }
    : null;
}

/** "we changed the guide, two spaces everywhere": what is wanted after a statement, without a verb. */
const FRAGMENT = from(
  "(?:\\d+|one|two|three|four|only|just|more|fewer|less|shorter|longer|simpler|plainer) (?!of\\b|is\\b|are\\b|to\\b|than\\b|or\\b|and\\b)[\\p{L}-]+(?: |$)",
);

/** "…, so plain text for everything please" */
function isFragment(tokens: readonly Token[]): boolean {
  const text = joined(tokens);
  return FRAGMENT.test(text) || (tokens.length <= 14 && /,? please(?:$|, in| for)/i.test(text));
}

/** What only introduces what follows its colon: "One thing:", "For next time:", "Rule of thumb:". */
export const INTRODUCTION = new RegExp(
  "^(?:less is more|(?:one|two|three|four|a few|a couple of|some|several|my|quick|more) (?:more |quick |small |other )?(?:things?|notes?|points?|requests?|changes?|rules?) (?:for|on|about|from) .{2,40}|(?:.*\\b)?(?:what (?:i|we) (?:really )?(?:like|liked|love|loved)|pros|strengths|positives|highlights|things?|quick one|one more|notes?|points?|requests?|asks?|rules?(?: of thumb)?|" +
    "remember|reminders?|peeves?|niggles?|nits?|nitpicks?|feedback|comments?|suggestions?|remarks?|" +
    "issues?|problems?|future|later|time|on|forward|today|fyi|ps|p\\.s|tl;dr|summary|short|changes?|" +
    "tweaks?|wish(?:list)?|guidelines?|preferences?|quibbles?|favou?r|house style|style|style guide|" +
    "conventions?|polic(?:y|ies)|this|that|following|gripes?|thoughts?|ideas?|learnings?|lessons?|" +
    "improvements?|please|complaints?|is|are|instructions?|basics|reiterate|again|clear|hint|tip|" +
    "everyone|all|team|guys|hi|hello|hey))$",
  "i",
);

/** The beginning of a sentence that states something: a pronoun or a short noun phrase, and a finite verb. */
const STATEMENT = from(
  `(?:${LIGHT_ADVERB} )*(?:(?:I|you|we|they|he|she|it|that|this|there|who|nobody|no one|everyone|` +
    "everybody|people|someone|half)(?:'s|'re|'d|'ll|'m|'ve)(?= )" +
    `|${PRONOUN} (?:(?:all|both|also|just|really|never|always|only|often|still|usually|already|then|` +
    `do not|did not) )*(?!${DETERMINER} |in |on |at |of |for |with |to )(?:${FINITE}|[a-z]+(?:s|ed)|` +
    "think|guess|believe|feel|need|want|like|love|hate|prefer|find|click|read|see|skip|scroll|land|" +
    "get|look|know|care|reply|use|say|do)(?= |$)" +
    "|(?:the|our|my|your|their|an?|every|each|most|some|all|many) (?:[\\p{L}'-]+ ){1,4}(?:(?:just|" +
    "really|never|always|only|often|still|also) )*(?:is|are|was|were|has|have|had|do|does|did|will|" +
    "would|can|could|cannot|should|must|may|might|needs?|goes|know|want|love|hate|prefer|expect|" +
    "read)(?= |$)" +
    `|(?:the|our|my|your|their|an?) (?:[\\p{L}-]+ ){0,2}[\\p{L}-]+'s (?!${DETERMINER} |` +
    "[\\p{L}-]+s? (?:in|on|at|of|and)(?: |$))[\\p{L}-]+(?= |$)" +
    `|(?:${QUOTED}|(?:[\\p{L}-]+ ){0,2}[\\p{L}\\d-]+) (?:is|are|was|were|will|should|must|can|could|` +
    "cannot|need to|needs to|have to|has to|goes?|comes?|belongs?)(?= |$)" +
    "|[\\p{L}-]+ (?:cuts?|breaks?|strips?|hates?|loves?|wants?|needs?|shows?|looks?|makes?|gets?|" +
    "keeps?|says?|does|do not|eats?|mangles?|rejects?|prefers?|flags?|renders?|truncates?|ignores?|" +
    `skips?|complains?|notices?|says?|thinks?) (?:${DETERMINER}|we|you|I|they|it|them|us|me|off|like|` +
    "as|up|to) )",
);

/** "my students cook for a living", "buyers always ask": a plural and a verb. */
function isStatement(text: string): boolean {
  if (STATEMENT.test(text)) return true;
  const [first = "", noun = "", verb = ""] = text.split(" ");
  if (
    /^\p{L}+[^s\P{L}]s$/u.test(first) &&
    /^(?:always|often|usually)$/i.test(noun) &&
    /^(?:ask|want|like|complain|wonder|forget|think|say)$/i.test(verb)
  )
    return true;
  if (/^(?:they|we|he|she|i)$/i.test(first)) return pastBase(noun) !== null || isBaseVerb(noun);
  return /^(?:my|our|their|his|her|most|some|many)$/i.test(first) && /[^s]s$/.test(noun) && isBaseVerb(verb);
}

/** "Tone down the punctuation: no exclamation marks": asks, and then says what. */
const PHRASAL = /^(?:please |also |just )*\p{L}+ (?:down|up|out|off|back) (?:the|your|our|on)\b/iu;

/** "Comments in code: explain why": what stands before the colon is what the directive is about. */
export function isTopic(text: string): boolean {
  return (
    text.split(" ").length <= 5 &&
    !hasVerb(text) &&
    !PHRASAL.test(text) &&
    (styleNouns(text).length > 0 || /^(?!\S*ss$)\p{L}{3,}s$/u.test(text)) &&
    !INTRODUCTION.test(text) &&
    !/^(?:tone|style|voice|length|format)$/i.test(text)
  );
}
