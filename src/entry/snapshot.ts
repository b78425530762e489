/** `knowhow/snapshot`: the texts last read, in a file, for a start while the store is away. */
export { fileSnapshot } from "../stores/snapshot/file.js";
