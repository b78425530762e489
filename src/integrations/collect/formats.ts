/** The sources that are read, by name. */
import { drawAnthropic } from "./anthropic.js";
import type { Draw } from "./drawn.js";
import { drawLangsmith } from "./langsmith.js";
import { drawOpenai } from "./openai.js";
import { drawOtlp } from "./otlp.js";

export const COLLECT_FORMATS = ["openai", "anthropic", "langsmith", "otlp"] as const;
/** Whose logs they are. */
export type CollectFormat = (typeof COLLECT_FORMATS)[number];

export const DRAWS: Readonly<Record<CollectFormat, Draw>> = {
  openai: drawOpenai,
  anthropic: drawAnthropic,
  langsmith: drawLangsmith,
  otlp: drawOtlp,
};
