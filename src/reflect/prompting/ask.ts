/** Asks a model for an answer of a certain form. A wrong one gets one more try that shows the model what was wrong. */
import { z } from "zod";
import { KnowhowError } from "../../core/errors.js";
import { sayFaults } from "../../core/form-faults.js";
import type { Model, ModelMessage, ModelRequest } from "../../core/ports/model.js";
import { objectsIn } from "./json-text.js";

export interface Question<T> {
  /** Names the form, for providers that want a name. */
  readonly name: string;
  /** The form: objects, arrays, strings, enums, all required, since providers enforce no more. */
  readonly form: z.ZodType<T>;
  readonly messages: readonly ModelMessage[];
  /** What is wrong with an answer of the right form, a sentence each; none if it can be used. */
  readonly faults?: (answer: T) => readonly string[];
  readonly signal: AbortSignal;
}

export interface Answered<T> {
  readonly value: T;
  /** The whole conversation, for a next question. */
  readonly messages: readonly ModelMessage[];
}

const LONGEST_SHOWN = 8000;
const WRONG_FORM = "It has not the asked form.";

/** @throws `invalid_answer` when the second answer is wrong too, and what the model throws */
export async function ask<T>(model: Model, question: Question<T>): Promise<Answered<T>> {
  const { name, form, signal } = question;
  const answer = { name, schema: jsonSchemaOf(form) };
  let { messages } = question;
  let told = "";
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const request: ModelRequest = { messages, answer };
    const { text } = await model.generate(request, { signal });
    const read = readAnswer(text, question);
    messages = [
      ...messages,
      { role: "assistant", content: text.trim() === "" ? "(empty)" : text.slice(0, LONGEST_SHOWN) },
    ];
    if (read.faults === null) return { value: read.value, messages };
    told = read.told ?? read.faults;
    messages = [...messages, { role: "user", content: complaint(read.faults) }];
  }
  const shown = JSON.stringify(messages.at(-2)?.content.slice(0, 300));
  throw new KnowhowError(
    "invalid_answer",
    `${model.id} gave no usable answer in two tries: ${told} It said ${shown}. Try another model.`,
  );
}

type Read<T> =
  | { readonly value: T; readonly faults: null }
  /** `faults`: for the model. `told`: the same for people, where that is shorter. */
  | { readonly faults: string; readonly told?: string };

function readAnswer<T>(text: string, { form, faults }: Question<T>): Read<T> {
  const objects = objectsIn(text);
  if (objects.length === 0) return { faults: "It has no complete JSON object." };
  const parsed = objects.map((object) => form.safeParse(withoutNulls(object)));
  const fitting = parsed.find((one) => one.success);
  if (!fitting?.success) {
    const error = parsed[0]?.error;
    if (!error) return { faults: WRONG_FORM };
    const told = `It has not the asked form: ${sayFaults(error.issues, "the answer")}.`;
    return { faults: `${WRONG_FORM}\n${z.prettifyError(error)}`, told };
  }
  const found = faults?.(fitting.data) ?? [];
  return found.length === 0 ? { value: fitting.data, faults: null } : { faults: found.join("\n") };
}

const complaint = (faults: string): string =>
  `That answer cannot be used.\n${faults}\nAnswer again, in full, with one JSON object of the asked form and nothing else.`;

/** Many models write null where they have nothing to say; the forms' defaults stand in for it. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[key, withoutNulls(inner)]])),
  );
}

/** The JSON Schema of a form, without what the strict modes of providers refuse. */
export function jsonSchemaOf(form: z.ZodType): Readonly<Record<string, unknown>> {
  return plain(z.toJSONSchema(form)) as Readonly<Record<string, unknown>>;
}

function plain(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(plain);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) =>
      key === "default" || key === "$schema" ? [] : [[key, plain(value)]],
    ),
  );
}
