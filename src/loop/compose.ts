/** Several layers as one text and one ref: organisation, agent, user. */
import type { Address } from "../core/address.js";
import { KnowhowError } from "../core/errors.js";
import type { Feedback } from "../core/feedback.js";
import { makeRef } from "../core/ref.js";
import type { Run } from "../core/run.js";
import { escapeText, render, type TemplateFormat } from "../core/template.js";
import type { Current } from "./context.js";
import type { FeedbackInput, RunInput } from "./record.js";

/** What composing needs of one instructions. */
export interface ComposableLayer {
  readonly address: Address;
  readonly overlay: boolean;
  readonly templateFormat: TemplateFormat;
  current(): Promise<Current>;
  peek(): Current;
  record(input: RunInput): Promise<Run>;
  feedback(input: FeedbackInput): Promise<Feedback>;
}

/** Whom feedback is meant for: `everyone`, the last shared layer; `me`, the overlay; or a layer by its name. */
export type Audience = "everyone" | "me" | { readonly layer: string };

/** Layers that make up one call. */
export interface Composed {
  /** One text and one ref. Layers stand from general to specific; an empty overlay adds nothing. */
  current(): Promise<Current>;
  /** The same without waiting. @throws `not_ready` */
  peek(): Current;
  /** Keeps a run under the last shared layer. */
  record(input: RunInput): Promise<Run>;
  /** @throws `invalid_feedback` when no layer fits the audience */
  feedback(input: FeedbackInput & { readonly for?: Audience }): Promise<Feedback>;
}

/** The one that is furthest from the store first: it is what is said of the whole. */
const SOURCES: readonly Current["from"][] = ["fallback", "snapshot", "memory"];

/** What stands between the layers, so that a model knows which holds when they disagree. */
const PRECEDENCE = "Where these instructions disagree, what stands earlier holds.";

/**
 * Composes layers from general to specific. Where they disagree, the earlier holds, and the text says so: an
 * organisation's rule is not undone by a user's. Layers of format `none` are escaped when others have variables.
 * @throws `template_mismatch` for two different formats with variables, `invalid_policy` for no layers
 */
export function compose(layers: readonly ComposableLayer[]): Composed {
  const shared = layers.filter((layer) => !layer.overlay);
  const recorder = shared.at(-1) ?? layers.at(-1);
  if (!recorder) throw new KnowhowError("invalid_policy", "compose() needs at least one layer.");
  const format = formatOf(layers);
  const join = (parts: readonly Current[]): Current => joinLayers(layers, parts, format);
  let kept: { parts: readonly Current[]; value: Current } | null = null;
  const joinOnce = (parts: readonly Current[]): Current => {
    if (!kept || parts.some((part, index) => part !== kept?.parts[index])) kept = { parts, value: join(parts) };
    return kept.value;
  };
  const layerFor = (audience: Audience): ComposableLayer => {
    const found =
      audience === "everyone"
        ? shared.at(-1)
        : audience === "me"
          ? layers.findLast((layer) => layer.overlay)
          : layers.find((layer) => layer.address.name === audience.layer);
    if (found) return found;
    throw new KnowhowError(
      "invalid_feedback",
      `No layer is for ${JSON.stringify(audience)}. The layers are ${layers.map((layer) => layer.address.name).join(", ")}.`,
    );
  };
  const composed: Composed = {
    current: async () => joinOnce(await Promise.all(layers.map((layer) => layer.current()))),
    peek: () => joinOnce(layers.map((layer) => layer.peek())),
    async record(input) {
      return recorder.record({ ...input, ref: input.ref ?? (await composed.current()).ref });
    },
    async feedback({ for: audience = "everyone", ...input }) {
      const layer = layerFor(audience);
      const run = typeof input.run === "string" ? { address: recorder.address, id: input.run } : input.run;
      return layer.feedback(run === undefined ? input : { ...input, run });
    },
  };
  return composed;
}

function formatOf(layers: readonly ComposableLayer[]): TemplateFormat {
  const formats = [...new Set(layers.map((layer) => layer.templateFormat).filter((format) => format !== "none"))];
  if (formats.length > 1) {
    throw new KnowhowError(
      "template_mismatch",
      `Layers have the formats ${formats.join(" and ")}; composed layers must share one.`,
    );
  }
  return formats[0] ?? "none";
}

function joinLayers(layers: readonly ComposableLayer[], parts: readonly Current[], format: TemplateFormat): Current {
  const texts = parts.map(({ text }, index) =>
    layers[index]?.templateFormat === "none" ? escapeText(text, format) : text,
  );
  const filled = texts.filter((text) => text.trim() !== "");
  const text =
    filled.length > 1 ? `${filled.map((one) => one.trimEnd()).join("\n\n")}\n\n${PRECEDENCE}` : (filled[0] ?? "");
  const ref = makeRef(
    parts.flatMap((part) => part.ref.layers),
    text,
  );
  const version = Math.max(0, ...parts.map((part) => part.version));
  const from = SOURCES.find((source) => parts.some((part) => part.from === source)) ?? "store";
  const stale = from !== "store";
  return Object.freeze({
    text,
    ref,
    version,
    stale,
    from,
    render: (variables = {}) => render(text, variables, format),
  });
}
