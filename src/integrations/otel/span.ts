/** One span around one piece of work. Of an error only its code is told, since messages may quote texts. */
import { type Attributes, type Span, SpanStatusCode, type Tracer } from "@opentelemetry/api";
import { KnowhowError } from "../../core/errors.js";
import { ATTRIBUTES } from "./names.js";

type Known = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;

/** Null and undefined are left out. */
export function attributesOf(known: Known): Attributes {
  const held = Object.entries(known).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(held) as Attributes;
}

/** Runs the work in a span, which `tell` adds to from its result. */
export function inSpan<T>(
  tracer: Tracer,
  name: string,
  before: Known,
  work: () => Promise<T>,
  tell: (result: T, span: Span) => void = () => {},
): Promise<T> {
  return tracer.startActiveSpan(name, { attributes: attributesOf(before) }, async (span) => {
    try {
      const result = await work();
      tell(result, span);
      return result;
    } catch (error) {
      fail(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The same for work that is done at once. */
export function inShortSpan<T>(
  tracer: Tracer,
  name: string,
  before: Known,
  work: () => T,
  tell: (result: T, span: Span) => void,
): T {
  return tracer.startActiveSpan(name, { attributes: attributesOf(before) }, (span) => {
    try {
      const result = work();
      tell(result, span);
      return result;
    } catch (error) {
      fail(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

export function fail(span: Span, error: unknown): void {
  const code = KnowhowError.is(error) ? error.code : error instanceof Error ? error.name : typeof error;
  span.setAttribute(ATTRIBUTES.error, code);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
