// A memory of Knowhow with a strategy, whole or with one safeguard taken away.
import {
  createMemory,
  defaultScreens,
  KnowhowError,
  type LessonState,
  memoryStore,
  type Screen,
  type Strategy,
  type Usage,
} from "knowhow";
import type { Fate, Learner, Turn } from "./learner.js";

export const ABLATIONS = ["screens-off", "evidence-off", "authority-off"] as const;
export type Ablation = (typeof ABLATIONS)[number];

export interface MemoryLearnerOptions {
  readonly seed: string;
  readonly strategy: Strategy;
  readonly ablation?: Ablation;
  /** Whether a failure of the model ends the session, instead of leaving the lessons for the next reflection. */
  readonly stopAtFailure: boolean;
}

/** The screens that look at where an edit comes from. */
const ABOUT_EVIDENCE = ["evidence", "lineage", "borrowed"];

function screensFor(ablation: Ablation | undefined): readonly Screen[] {
  const all = defaultScreens();
  if (ablation === "screens-off") return [];
  return ablation === "evidence-off" ? all.filter(({ name }) => !ABOUT_EVIDENCE.includes(name)) : all;
}

const fates: Readonly<Record<LessonState, Fate>> = {
  applied: "taken",
  reserved: "held",
  dismissed: "dismissed",
  retracted: "dismissed",
  pending: "unread",
  parked: "unread",
};

/** Time passes by a second a look, so that a session is the same whenever it runs. */
function steadyClock(): () => number {
  let now = Date.UTC(2026, 0, 1);
  return () => (now += 1000);
}

export function memoryLearner({ seed, strategy, ablation, stopAtFailure }: MemoryLearnerOptions): Learner {
  const made = new Set<string>();
  const memory = createMemory({
    store: memoryStore(),
    strategy: noting(strategy, made),
    screens: screensFor(ablation),
    clock: steadyClock(),
    maxAge: 0,
    ...(ablation === "authority-off" && { authority: () => "accept" as const }),
  });
  const instructions = memory.instructions("tweet-writer", { namespace: ["bench"], seed });
  const keys = new Map<string, string>();
  let usage: Usage = { calls: 0, inputTokens: 0, outputTokens: 0 };
  return {
    name: ablation ? `${strategy.name}/${ablation}` : strategy.name,
    text: async () => (await instructions.current()).text,
    async tell(turn) {
      const run = await instructions.record({ messages: messagesOf(turn) });
      const { id } = await instructions.feedback({ run: run.id, comment: turn.comment, by: turn.by });
      keys.set(id, turn.key);
    },
    async reflect() {
      const result = await instructions.reflect();
      usage = {
        calls: usage.calls + result.usage.calls,
        inputTokens: usage.inputTokens + result.usage.inputTokens,
        outputTokens: usage.outputTokens + result.usage.outputTokens,
      };
      if (stopAtFailure && KnowhowError.is(result.error) && result.error.code.startsWith("model_")) throw result.error;
      if (result.error?.code === "recording_missing") throw result.error;
      const { items } = await instructions.lessons({ limit: 1000 });
      return new Map(
        items.map(({ id, feedbackId, state }) => {
          const fate = fates[state];
          return [keys.get(feedbackId) ?? "", fate === "unread" && made.has(id) ? "refused" : fate];
        }),
      );
    },
    usage: () => usage,
  };
}

/** Also notes which lessons the strategy made edits or supports of, whatever the screens said to them. */
function noting(strategy: Strategy, made: Set<string>): Strategy {
  return {
    name: strategy.name,
    model: strategy.model,
    async reflect(input) {
      const output = await strategy.reflect(input);
      for (const { lessonId } of [...output.edits, ...output.supports].flatMap(({ evidence }) => evidence))
        if (lessonId !== null) made.add(lessonId);
      return output;
    },
  };
}

function messagesOf({ request, page, output }: Turn): readonly object[] {
  const call = { id: "call-1", type: "function", function: { name: "open_page", arguments: "{}" } };
  const looked = [
    { role: "assistant", content: "", tool_calls: [call] },
    { role: "tool", tool_call_id: "call-1", name: "open_page", content: page },
  ];
  return [{ role: "user", content: request }, ...(page === null ? [] : looked), { role: "assistant", content: output }];
}
