/** Pieces of patterns that several recognisers share. All are for clean text and used without regard to case. */
import { QUOTE } from "./tokens.js";

export const QUOTED = QUOTE;
/** Words that begin a noun phrase. */
export const DETERMINER =
  "(?:the|an?|any|all|every|each|some|these|those|this|that|our|your|my|its|their|such|no|one|two|" +
  "three|four|five|more|less|fewer|only|at least|at most|both|another|other)";
/** Modal verbs and what stands for them, without a subject. */
export const MODAL =
  "(?:should|must|shall|need to|needs to|have to|has to|have got to|has got to|ought to|had better|" +
  "'d better|is to|are to|is supposed to|are supposed to)";
/** Helping verbs that show a clause has a finite verb. */
export const FINITE =
  "(?:is|are|was|were|am|has|have|had|do|does|did|will|would|can|could|cannot|should|must|may|" +
  "might|need|needs|ought|shall|makes?|looks?|reads?|sounds?|feels?|gets?|goes|comes?|shows?|" +
  "seems?|means?|keeps?|wants?|hates?|loves?|likes?|prefers?|belongs?|works?|breaks?|cuts?|knows?|" +
  "thinks?|puts?|turns?|helps?|says?|said|got|ends?|starts?|expects?)";
export const PRONOUN =
  "(?:I|you|we|they|he|she|it|that|this|these|those|there|who|nobody|no one|everyone|everybody|" +
  "people|someone|half|most|some|none)";
/** Adverbs that may stand before a verb without changing what is asked. */
export const LIGHT_ADVERB =
  "(?:please|just|also|simply|really|actually|kindly|maybe|perhaps|possibly|definitely|absolutely|" +
  "literally|honestly|instead|rather|then|too|again|ideally|preferably|additionally|finally|lastly|" +
  "first|second|secondly|furthermore|moreover|and|but|so|or|plus|oh|well|yes|no doubt|for sure|" +
  "at least|now|next|otherwise)";

/** A pattern without regard to case that must match from the start to the end. */
export const whole = (source: string): RegExp => new RegExp(`^(?:${source})$`, "iu");
/** A pattern without regard to case that must match from the start. */
export const from = (source: string): RegExp => new RegExp(`^(?:${source})`, "iu");
/** A pattern without regard to case that may match anywhere, as whole words. */
export const within = (source: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, "iu");

/** Any one of some words, parted by spaces. */
export const oneOf = (words: string, after = ""): string => `(?:${words.trim().split(/\s+/).join("|")})${after}`;
