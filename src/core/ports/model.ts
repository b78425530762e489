/** The port that language models come through. Adapters live in `src/models`. */

export interface ModelMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

export interface ModelRequest {
  readonly messages: readonly ModelMessage[];
  /** The JSON Schema the answer must fit. An adapter passes it on where the provider can enforce it. */
  readonly answer?: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
  readonly maxOutputTokens?: number;
}

export interface ModelAnswer {
  readonly text: string;
  /** As the provider counted them; null where it does not say. */
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number } | null;
}

export interface Model {
  /** Provider and model, for records: `openai:gpt-5-mini`. */
  readonly id: string;
  /**
   * Asks once. The caller's signal ends it.
   * @throws `model_failed`, `model_refused`, `model_timeout`
   */
  generate(request: ModelRequest, options?: { readonly signal?: AbortSignal }): Promise<ModelAnswer>;
}
