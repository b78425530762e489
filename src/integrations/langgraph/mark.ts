/**
 * The mark on an answer: the ref of the instructions it was made with, in `response_metadata`, which no model is
 * sent.
 */
import type { BaseMessage } from "@langchain/core/messages";
import type { Ref, RefLayer } from "../../core/ref.js";

const MARK = "knowhow";

/** The answer with the ref on it. A copy: a cache or a fake may hand out one message many times. */
export function markAnswer<T extends BaseMessage>(answer: T, ref: Ref): T {
  const copy = Object.assign(Object.create(Object.getPrototypeOf(answer) as object) as T, answer);
  return Object.assign(copy, { response_metadata: { ...answer.response_metadata, [MARK]: { ref } } });
}

/** The ref on an answer; null for none, or for what is none: state may come from a client. */
export function refOf(answer: BaseMessage): Ref | null {
  const metadata: unknown = answer.response_metadata;
  const mark = fieldsOf(fieldsOf(metadata)[MARK]);
  const { layers, hash } = fieldsOf(mark["ref"]);
  if (typeof hash !== "string" || !Array.isArray(layers) || !layers.every(isLayer)) return null;
  return { layers: layers.map(({ id, version, label }) => ({ id, version, label })), hash };
}

function isLayer(value: unknown): value is RefLayer {
  const { id, version, label } = fieldsOf(value);
  return typeof id === "string" && Number.isSafeInteger(version) && (label === null || typeof label === "string");
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
