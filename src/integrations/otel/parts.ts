/** The parts that a memory is made of, each with spans around its work. */
import type { Tracer } from "@opentelemetry/api";
import { addressKey } from "../../core/address.js";
import type { Gate } from "../../core/ports/gate.js";
import type { Runner } from "../../core/ports/runner.js";
import type { Screen } from "../../core/ports/screen.js";
import type { Strategy } from "../../core/ports/strategy.js";
import { ATTRIBUTES as A, SPANS } from "./names.js";
import { attributesOf, fail, inShortSpan, inSpan } from "./span.js";

/** A copy with other methods, of what may be an instance of a class. */
function withMethods<T extends object>(one: T, methods: Partial<T>): T {
  return Object.assign(Object.create(Object.getPrototypeOf(one) as object) as T, one, methods);
}

export const tracedStrategy = (tracer: Tracer, strategy: Strategy): Strategy =>
  withMethods(strategy, {
    reflect: (input) =>
      inSpan(
        tracer,
        SPANS.strategy,
        {
          [A.instructions]: addressKey(input.address),
          [A.strategy]: strategy.name,
          [A.lessons]: input.lessons.length,
        },
        () => strategy.reflect(input),
        ({ edits, usage }, span) =>
          span.setAttributes({
            [A.edits]: edits.length,
            [A.calls]: usage.calls,
            [A.inputTokens]: usage.inputTokens,
            [A.outputTokens]: usage.outputTokens,
          }),
      ),
  });

export const tracedScreen = (tracer: Tracer, screen: Screen): Screen =>
  withMethods(screen, {
    check: (input) =>
      inShortSpan(
        tracer,
        SPANS.screen,
        { [A.screen]: screen.name, [A.edits]: input.edits.length },
        () => screen.check(input),
        (results, span) => {
          const verdicts = new Set(results.map(({ verdict }) => verdict).filter((verdict) => verdict !== "pass"));
          span.setAttribute(A.verdicts, [...verdicts]);
        },
      ),
  });

export const tracedGate = (tracer: Tracer, gate: Gate): Gate =>
  withMethods(gate, {
    decide: (input) =>
      inSpan(
        tracer,
        SPANS.gate,
        { [A.instructions]: addressKey(input.address), [A.gate]: gate.name, [A.cases]: input.cases.length },
        () => gate.decide(input),
        ({ status }, span) => span.setAttribute(A.status, status),
      ),
  });

/** Reflections in the background are spans of their own. */
export const tracedRunner = (tracer: Tracer, runner: Runner): Runner =>
  withMethods(runner, {
    start: (host) =>
      runner.start({
        ...host,
        async open(address) {
          const reflect = await host.open(address);
          if (!reflect) return null;
          return (signal) =>
            inSpan(
              tracer,
              SPANS.reflect,
              { [A.instructions]: addressKey(address) },
              () => reflect(signal),
              ({ status, version, error }, span) => {
                span.setAttributes(attributesOf({ [A.status]: status, [A.version]: version }));
                if (error) fail(span, error);
              },
            );
        },
      }),
  });
