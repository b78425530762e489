/** `createTracedMemory`: a memory whose reads, records, reflections and decisions are OpenTelemetry spans. */
import { trace, type Tracer } from "@opentelemetry/api";
import type { Screen } from "../../core/ports/screen.js";
import { createMemory, type InstructionsOptions, type Memory, type MemoryOptions } from "../../memory.js";
import { traceHandle } from "./handle.js";
import { tracedGate, tracedRunner, tracedScreen, tracedStrategy } from "./parts.js";

export interface TracingOptions {
  /** Default: the tracer `knowhow` of the provider that the application registered. */
  readonly tracer?: Tracer;
}

/** Makes `createTracedMemory`, given the screens that a memory has by default. */
export function createTracing(defaultScreens: () => readonly Screen[]) {
  /**
   * Like `createMemory`, with spans for read, record, feedback, reflect (and in it strategy, screen, gate), propose,
   * accept, reject and rollback. They hold addresses, ids, numbers and codes, and no text that anybody wrote. Without a
   * registered provider they record nothing.
   * @throws what `createMemory` throws
   */
  return function createTracedMemory(options: MemoryOptions, { tracer }: TracingOptions = {}): Memory {
    const spans = tracer ?? trace.getTracer("knowhow");
    const { strategy, screens, gate, autoReflect } = options;
    const memory = createMemory({
      ...options,
      ...(strategy ? { strategy: tracedStrategy(spans, strategy) } : {}),
      screens: (screens ?? defaultScreens()).map((screen) => tracedScreen(spans, screen)),
      ...(gate ? { gate: tracedGate(spans, gate) } : {}),
      ...(autoReflect ? { autoReflect: tracedRunner(spans, autoReflect) } : {}),
    });
    return {
      ...memory,
      instructions: (name, own) => traceHandle(spans, memory.instructions(name, own && withTracedPolicy(spans, own))),
    };
  };
}

function withTracedPolicy(tracer: Tracer, own: InstructionsOptions): InstructionsOptions {
  const strategy = own.policy?.strategy;
  if (!strategy) return own;
  return { ...own, policy: { ...own.policy, strategy: tracedStrategy(tracer, strategy) } };
}
