/** `knowhow/collect`: runs and feedback out of logs of OpenAI and Anthropic, LangSmith, and OpenTelemetry. */
export {
  collect,
  type CollectCounts,
  type Collected,
  type CollectFault,
  type CollectOptions,
} from "../integrations/collect/collect.js";
export { COLLECT_FORMATS, type CollectFormat } from "../integrations/collect/formats.js";
