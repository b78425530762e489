// Spans of a traced memory: which there are, how they nest, and that they hold nobody's words.
import { context } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { localRunner, memoryStore, type MemoryOptions } from "knowhow";
import { replayGate } from "knowhow/gate";
import { literal } from "knowhow/literal";
import { ATTRIBUTES, createTracedMemory, SPANS } from "knowhow/otel";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

beforeAll(() => context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
afterAll(() => context.disable());

const ana = { id: "ana", role: "reviewer" } as const;
const uma = { id: "uma", role: "user" } as const;

function traced(more: Partial<MemoryOptions> = {}) {
  const exporter = new InMemorySpanExporter();
  const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).getTracer("test");
  const memory = createTracedMemory({ store: memoryStore(), strategy: literal(), ...more }, { tracer });
  const tweets = memory.instructions("tweets", { namespace: ["acme"], seed: "You write zebra tweets." });
  const all = () => exporter.getFinishedSpans();
  const named = (name: string) => all().filter((span) => span.name === name);
  return { memory, tweets, all, named };
}

test("every step of the loop is a span, what reflection does stands within it, and no words are in any", async () => {
  const gate = replayGate({ run: async () => "An answer in zebra." });
  const { memory, tweets, all, named } = traced({ gate });
  const { ref } = await tweets.current();
  const run = await tweets.record({ messages: [{ role: "user", content: "A zebra paper." }], ref });
  await tweets.feedback({ run: run.id, comment: "Do not use zebra hashtags.", by: uma });
  const { proposal } = await tweets.reflect();
  await tweets.accept(proposal?.id ?? "", { by: ana });
  const own = await tweets.propose({ text: "Zebra.", by: ana, reason: "Zebra." });
  await tweets.reject(own.id, { by: ana });
  await tweets.rollback(1, { by: ana });

  for (const name of Object.values(SPANS)) expect(named(name), name).not.toEqual([]);
  const [reflect] = named(SPANS.reflect);
  for (const name of [SPANS.strategy, SPANS.screen, SPANS.gate]) {
    const within = named(name).filter((span) => span.parentSpanContext?.spanId === reflect?.spanContext().spanId);
    expect(within, name).not.toEqual([]);
  }
  expect(named(SPANS.read)[0]?.attributes).toEqual({
    [ATTRIBUTES.instructions]: "acme/tweets",
    [ATTRIBUTES.version]: 1,
    [ATTRIBUTES.from]: "store",
    [ATTRIBUTES.stale]: false,
  });
  expect(reflect?.attributes).toMatchObject({ [ATTRIBUTES.status]: "proposed", [ATTRIBUTES.proposal]: proposal?.id });
  expect(named(SPANS.accept)[0]?.attributes).toMatchObject({
    [ATTRIBUTES.status]: "accepted",
    [ATTRIBUTES.role]: "reviewer",
  });
  expect(named(SPANS.rollback)[0]?.attributes).toMatchObject({ [ATTRIBUTES.version]: 3 });
  const told = all().map(({ name, attributes, events, status }) => [name, attributes, events, status]);
  expect(JSON.stringify(told)).not.toMatch(/zebra/i);
  // Handles stay those of their memory.
  expect(memory.compose([tweets])).toBeDefined();
  expect(memory.team([tweets]).members).toHaveLength(1);
});

test("a failure tells its code, and not its message", async () => {
  const { tweets, named } = traced();
  await expect(tweets.current({ label: "zebra" })).rejects.toMatchObject({ code: "label_not_found" });
  await expect(tweets.record({ messages: "zebra" })).rejects.toMatchObject({ code: "invalid_messages" });
  const [record] = named(SPANS.record);
  expect(record).toMatchObject({
    status: { code: 2 },
    events: [],
    attributes: { [ATTRIBUTES.error]: "invalid_messages" },
  });
  expect(record?.status.message).toBeUndefined();
});

test("reflections in the background are spans, too, also with a strategy of the instructions' own", async () => {
  const { memory, named } = traced({ autoReflect: localRunner({ after: 0 }) });
  const other = memory.instructions("other", { seed: "Write.", policy: { strategy: literal() } });
  await other.feedback({ comment: "Do not use hashtags.", by: ana });
  await vi.waitFor(() => expect(named(SPANS.reflect)).toHaveLength(1));
  expect(named(SPANS.reflect)[0]?.attributes).toEqual({
    [ATTRIBUTES.instructions]: "other",
    [ATTRIBUTES.status]: "accepted",
    [ATTRIBUTES.version]: 2,
  });
  expect(named(SPANS.strategy)).toHaveLength(1);
  await memory.close();
});

test("without a provider nothing is told and all works", async () => {
  const memory = createTracedMemory({ store: memoryStore() });
  const { text } = await memory.instructions("tweets", { seed: "Write." }).current();
  expect(text).toBe("Write.");
});
