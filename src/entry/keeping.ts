/** `knowhow/keeping`: moving what a store keeps, and taking out what is old. */
export { exportMemory, type ExportOptions } from "../keeping/export.js";
export { type Imported, importMemory, type ImportOptions } from "../keeping/import.js";
export type { ImportConflict } from "../keeping/section.js";
export { type Pruned, pruneMemory, type PruneOptions } from "../keeping/prune.js";
