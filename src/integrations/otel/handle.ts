/** A handle whose methods are spans. The handle itself, since a memory knows its handles by identity. */
import type { Tracer } from "@opentelemetry/api";
import { addressKey } from "../../core/address.js";
import type { Instructions } from "../../memory.js";
import { ATTRIBUTES as A, SPANS } from "./names.js";
import { attributesOf, fail, inSpan } from "./span.js";

export function traceHandle(tracer: Tracer, handle: Instructions): Instructions {
  const own = { ...handle };
  const here = { [A.instructions]: addressKey(handle.address) };
  const decided = (proposal: string, role: string | undefined) => ({ ...here, [A.proposal]: proposal, [A.role]: role });
  const traced: Partial<Instructions> = {
    current: (options) =>
      inSpan(
        tracer,
        SPANS.read,
        { ...here, [A.label]: options?.label },
        () => own.current(options),
        ({ version, from, stale }, span) =>
          span.setAttributes({ [A.version]: version, [A.from]: from, [A.stale]: stale }),
      ),
    record: (input) =>
      inSpan(
        tracer,
        SPANS.record,
        here,
        () => own.record(input),
        ({ id, messages, ref }, span) =>
          span.setAttributes(
            attributesOf({ [A.run]: id, [A.messages]: messages.length, [A.version]: ref.layers.at(-1)?.version }),
          ),
      ),
    feedback: (input) =>
      inSpan(
        tracer,
        SPANS.feedback,
        here,
        () => own.feedback(input),
        ({ id, run, by }, span) =>
          span.setAttributes(attributesOf({ [A.feedback]: id, [A.run]: run?.id, [A.role]: by.role })),
      ),
    reflect: (options) =>
      inSpan(
        tracer,
        SPANS.reflect,
        here,
        () => own.reflect(options),
        ({ status, version, proposal, usage, error }, span) => {
          const came = { [A.status]: status, [A.version]: version, [A.proposal]: proposal?.id };
          span.setAttributes(attributesOf({ ...came, [A.calls]: usage.calls }));
          if (error) fail(span, error);
        },
      ),
    propose: (input) =>
      inSpan(
        tracer,
        SPANS.propose,
        here,
        () => own.propose(input),
        ({ id, state, edits }, span) =>
          span.setAttributes({ [A.proposal]: id, [A.status]: state, [A.edits]: edits.length }),
      ),
    accept: (id, input) =>
      inSpan(
        tracer,
        SPANS.accept,
        decided(id, input?.by?.role),
        () => own.accept(id, input),
        ({ state }, span) => span.setAttribute(A.status, state),
      ),
    reject: (id, input) =>
      inSpan(
        tracer,
        SPANS.reject,
        decided(id, input?.by?.role),
        () => own.reject(id, input),
        ({ state }, span) => span.setAttribute(A.status, state),
      ),
    rollback: (to, input) =>
      inSpan(
        tracer,
        SPANS.rollback,
        { ...here, [A.role]: input?.by?.role },
        () => own.rollback(to, input),
        ({ number }, span) => span.setAttribute(A.version, number),
      ),
  };
  return Object.assign(handle, traced);
}
