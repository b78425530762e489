/** `knowhow/otel`: a memory with OpenTelemetry spans. Needs the package `@opentelemetry/api`. */
import { createTracing } from "../integrations/otel/traced-memory.js";
import { defaultScreens } from "../screen/default.js";

export const createTracedMemory = createTracing(defaultScreens);

export { ATTRIBUTES, SPANS } from "../integrations/otel/names.js";
export type { TracingOptions } from "../integrations/otel/traced-memory.js";
