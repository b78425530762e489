/** `knowhow/testing`: fake models, builders and the conformance suite of stores. */
export {
  makeCall,
  makeCase,
  makeEvidence,
  makeFeedback,
  makeId,
  makeLesson,
  makeMessage,
  makeProposal,
  makeRecord,
  makeReflection,
  makeRun,
  makeVersion,
} from "../testing/builders.js";
export { type LessonLike, makeReflectionInput } from "../testing/reflection-input.js";
export {
  failingModel,
  type Script,
  type ScriptedAnswer,
  type ScriptedModel,
  scriptedModel,
  silentModel,
} from "../testing/models.js";
export {
  type ConformanceCase,
  type ConformanceContext,
  type ConformanceNeed,
  ConformanceFailure,
  type ConformanceOptions,
  type ConformanceResult,
  type OpenStore,
  type Outage,
  runStoreCase,
  runStoreConformance,
  storeConformance,
} from "../testing/conformance.js";
