/** The names of spans and attributes. None holds a text, a comment or a message; addresses and ids are in them. */

export const SPANS = {
  read: "knowhow.read",
  record: "knowhow.record",
  feedback: "knowhow.feedback",
  reflect: "knowhow.reflect",
  strategy: "knowhow.strategy",
  screen: "knowhow.screen",
  gate: "knowhow.gate",
  propose: "knowhow.propose",
  accept: "knowhow.accept",
  reject: "knowhow.reject",
  rollback: "knowhow.rollback",
} as const;

export const ATTRIBUTES = {
  /** The address, `acme/tweet-writer`. */
  instructions: "knowhow.instructions",
  version: "knowhow.version",
  label: "knowhow.label",
  /** `store`, or what stood in for it: `memory`, `snapshot`, `fallback`. */
  from: "knowhow.read.from",
  stale: "knowhow.read.stale",
  run: "knowhow.run.id",
  messages: "knowhow.run.messages",
  feedback: "knowhow.feedback.id",
  proposal: "knowhow.proposal.id",
  role: "knowhow.principal.role",
  status: "knowhow.status",
  strategy: "knowhow.strategy.name",
  lessons: "knowhow.strategy.lessons",
  edits: "knowhow.edits",
  screen: "knowhow.screen.name",
  /** The verdicts that are no `pass`, each once. */
  verdicts: "knowhow.screen.verdicts",
  gate: "knowhow.gate.name",
  cases: "knowhow.gate.cases",
  calls: "knowhow.usage.calls",
  // These two are OpenTelemetry's own.
  inputTokens: "gen_ai.usage.input_tokens",
  outputTokens: "gen_ai.usage.output_tokens",
  error: "error.type",
} as const;
