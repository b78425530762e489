/** Telling emoji from text: by Unicode's default presentation, so that ©, ™, ▶ and digits are text. */
import { segmentsOf } from "../../core/segments.js";

const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|[0-9#*]\uFE0F?\u20E3/u;

/** What a reader takes for single characters, each with whether it is an emoji. */
export function* graphemesOf(text: string): Generator<{ readonly text: string; readonly emoji: boolean }> {
  for (const { segment } of segmentsOf(text, "grapheme")) yield { text: segment, emoji: EMOJI.test(segment) };
}
