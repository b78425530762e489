/** Variables in instructions: which there are, filling them in, and escaping text that must not become one. */
export type TemplateFormat = "none" | "fstring" | "mustache";
