/** Reads whether an English sentence announces a passage: "here's the article", "Summarise this", "She wrote". */

/**
 * What a sentence announces: a `passage` or a `paragraph` of any length; something `unless-list` if no list follows;
 * `probable` and `unnamed` if what follows is long; `nothing`, since what follows are the writer's own wishes.
 */
export type Announced = "passage" | "paragraph" | "unless-list" | "probable" | "unnamed" | "nothing";

const PASTED_NOUN =
  "(?:articles?|abstracts?|papers?|e-?mails?|mails?|letters?|messages?|documents?|files?|pages?|web ?pages?|web ?sites?|posts?|threads?|" +
  "reviews?|reports?|tickets?|complaints?|stor(?:y|ies)|texts?|contents?|excerpts?|extracts?|passages?|conversations?|chats?|transcripts?|" +
  "readme|code|snippets?|(?:stack ?)?traces?|logs?|dump|data|json|xml|html|csv|press releases?|newsletters?|contracts?|essays?|chapters?|" +
  "minutes|memos?|news)";
const NOUN =
  `(?:${PASTED_NOUN}|docs?|blogs?|tweets?|drafts?|outputs?|responses?|answers?|repl(?:y|ies)|quot(?:e|ation)s?|sources?|errors?|tables?|` +
  "announcements?|polic(?:y|ies)|clauses?|speech|lyrics|poems?|songs?|sections?|descriptions?|postings?|resume|cv|bio|recipes?|headlines?|" +
  "titles?|sentences?|paragraphs?|captions?|versions?|cop(?:y|ies)|manuals?|documentation|faq|terms|questions?|comments?|input|body|" +
  "material|(?:customer|user|reader|client|reviewer) feedback)";
const OWN_NOUN =
  "(?:rules|preferences|guidelines|requirements|instructions|corrections|changes|criteria|wishes|thoughts|things|points|ideas|" +
  "suggestions|problems|issues|goals|(?<!customer |user |reader |client |reviewer )feedback)";
const HANDLE =
  "(?:summari[sz]e|translate|proof-?read|paraphrase|rewrite|rephrase|reword|shorten|condense|review|analy[sz]e|explain|classify|extract|" +
  "reply to|respond to|answer|read|tweet|tl;?dr|(?:write|draft|compose|make|create|do|post)\\b[^,;]{0,60}?\\b(?:about|on|from|for|of|out of))";
const THIS = "(?:this|these|that|the following|following|attached|below)";
const THE = `(?:${THIS}|the|my|our|his|her|their|its|a|an|one)`;
const WORDS = "(?:[\\w'’-]+\\s+)";

const regex = (source: string): RegExp => new RegExp(source, "i");

const GREETING = regex(
  "^(?:(?:ok(?:ay)?|so|and|now|hi|hello|hey|thanks|please|great|then|also|next|for (?:context|reference|background))\\b[,.!]?\\s+)*",
);
/** Endings that introduce the writer's own words. */
const OWN_END = regex(
  `(?:\\b(?:as follows|like (?:this|so|that)|(?:this|the following) (?:way|order|form)|(?:do|follow) (?:this|these|the following|it)|` +
    `for|to|with|by|that|and|so|because)|(?:these|the following|following|my|our|some|more|few|other) (?:\\w+ )?${OWN_NOUN})$`,
);
const OWN_SHOWN = regex(
  `^(?:here(?:['’]?s| are| is)?|these are|this is)?\\s*(?:my|our|the|some|a few|a couple of|two|three|several|few)?\\s*${WORDS}{0,2}?` +
    `(?:${OWN_NOUN}|what (?:i|we|to)|how (?:i|we|to))\\b`,
);
/** Beginnings of standing wishes: they announce a passage only if they end in it. */
const OWN_START = regex(
  "^(?:when(?:ever)?|if|for|in|while|once|after|before|every|each|always|never|don['’]t|do not|from now on|make sure|remember|note|you|" +
    "(?:i|we)(?:['’]d|['’]m| would)?\\s+(?:\\w+\\s+)?(?:want|like|need|prefer|expect|mean|think|suggest))\\b",
);
const ENDS_IN_PASSAGE = regex(`\\b${THIS}\\s+${WORDS}{0,3}?${NOUN}(?:\\s+(?:below|from \\w+))?$`);
const SPEECH = regex(
  "\\b(?:wrote|writes|said|says|replied|complained|commented|posted|tweeted|e-?mailed|reads|states|stated)(?: \\w+){0,3}$",
);
const OWN_SPEECH = regex("\\b(?:i|we) (?:\\w+ )?(?:wrote|said|replied|commented|posted)\\b");
const HERE = regex("\\b(?:here (?:it is|they are|you go|goes)|below|pasted(?: here)?|attached)$");
const SHOWN = regex(
  "^(?:here(?:['’]?s| is| are)?|this is|these are|that['’]s|below (?:is|are)|attached|pasted|copied|see|consider|given|take|use|look at|" +
    `have a look at|check(?: out)?|from|source|context|(?:i|we) (?:just )?(?:got|received|found|have))\\b.*\\b${NOUN}\\b`,
);
const HANDLED = regex(`\\b${HANDLE}\\s+(?:\\w+\\s+){0,2}?${THE}\\s+${WORDS}{0,4}?${NOUN}\\b`);
const HANDLED_THIS = regex(`\\b${HANDLE}(?:\\s+[\\w'’-]+){0,5}?\\s+(?:this|these|the following|it|that)$`);
const HANDLED_PASTED = regex(
  `\\b${HANDLE}\\s+(?:\\w+\\s+){0,2}?${THIS}\\s+${WORDS}{0,3}?${PASTED_NOUN}(?:\\s+[\\w'’-]+){0,6}$`,
);
const SHOWN_PASTED = regex(
  `^(?:here(?:['’]?s| is| are)|(?:below|attached|pasted) (?:is|are))\\b.*\\b${PASTED_NOUN}(?:\\s+[\\w'’-]+){0,3}$`,
);
const LABEL = regex(
  `^(?:(?:the|full|original|whole|entire|[\\w-]+['’]s?) ){0,3}(?:${PASTED_NOUN}|tweet|draft|output|source|body)(?: (?:below|from|by|of)\\b.*)?$`,
);
/** Labels that also announce what stands on their own line: "Abstract: We show …". */
const LABEL_INLINE = regex(
  "^(?:(?:the|full|original) )?(?:abstract|article|full text|transcript|excerpt|passage|body|text)$",
);
const ONE_PARAGRAPH = regex("\\b(?:sentence|title|headline|caption|subject(?: line)?|paragraph)s?$");

/** What a sentence before a colon announces below it. */
export function announcedBy(sentence: string): Announced {
  if (sentence === "" || OWN_END.test(sentence) || OWN_SHOWN.test(sentence)) return "nothing";
  if (OWN_START.test(sentence)) return ENDS_IN_PASSAGE.test(sentence) ? "passage" : "nothing";
  if (OWN_SPEECH.test(sentence)) return "unnamed";
  if (SPEECH.test(sentence) || HERE.test(sentence)) return "passage";
  if (SHOWN.test(sentence) || HANDLED.test(sentence)) return ONE_PARAGRAPH.test(sentence) ? "paragraph" : "passage";
  if (HANDLED_THIS.test(sentence)) return "unless-list";
  return LABEL.test(sentence) ? "probable" : "unnamed";
}

/** Whether a label before a colon announces what stands behind it on its line. */
export const announcesInline = (sentence: string): boolean => LABEL_INLINE.test(sentence);

/** What a line without a colon announces: "here's the email"; "Can you summarise this article?" if it goes on. */
export function announcedWithoutColon(sentence: string): Announced {
  if (OWN_START.test(sentence) || OWN_SHOWN.test(sentence)) return "nothing";
  if (SHOWN_PASTED.test(sentence)) return "passage";
  return HANDLED_PASTED.test(sentence) ? "probable" : "nothing";
}

/** The last sentence of a line, without greeting, emphasis and end mark. */
export function lastSentence(line: string): string {
  const sentence =
    line
      .replace(/[\s*_.?!\u2026]+$/, "")
      .split(/[.!?\u2026]\s+/)
      .at(-1) ?? "";
  return sentence
    .replace(/^[\s*_#>-]+/, "")
    .replace(GREETING, "")
    .trim();
}
