/** `knowhow/replay`: recorded answers of models, from a file. */
export { type Recording, readRecordings, replay, type ReplayOptions, requestHash } from "../models/replay.js";
