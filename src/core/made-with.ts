/** The options that stored instructions were made with, for whoever opens them again. */
import type { InstructionsRecord } from "./ports/store.js";
import type { TemplateFormat } from "./template.js";

export interface MadeWith {
  readonly templateFormat: TemplateFormat;
  readonly overlayOf?: string;
}

export function madeWith({ templateFormat, overlay, owner }: InstructionsRecord): MadeWith {
  return overlay && owner !== null ? { templateFormat, overlayOf: owner } : { templateFormat };
}
