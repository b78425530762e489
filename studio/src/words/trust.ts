/** Whose words something is, and how far they are trusted, said in words: colour alone tells not everybody. */
import type { Role } from "knowhow";

export const WHOSE: Readonly<Record<Role, string>> = {
  operator: "operator",
  reviewer: "reviewer",
  user: "user",
  model: "the agent",
  tool: "a tool",
  external: "outside text",
};

/** What that means for rules. */
export const TRUSTED: Readonly<Record<Role, string>> = {
  operator: "An operator’s own words: the most trusted source.",
  reviewer: "A reviewer’s own words: trusted to teach.",
  user: "A user’s own words: may teach, and on shared instructions waits for approval.",
  model: "Written by the agent: shows what happened, teaches no rule.",
  tool: "Returned by a tool: shows what happened, teaches no rule.",
  external: "Quoted, pasted or attached: shows what happened, teaches no rule.",
};
