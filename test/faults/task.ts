// What a process of the fault tests is asked to do.
import type { Operation } from "./operations.js";

/** The database that processes share. */
export type Database = { readonly path: string } | { readonly url: string };

interface Common {
  readonly database: Database;
  /** Of this process alone. */
  readonly name: string;
  readonly seed: number;
}

export type Task = Common &
  (
    | {
        readonly kind: "work";
        /** The instructions it works on. */
        readonly names: readonly string[];
        /** What others had begun when they were killed. */
        readonly repeat: readonly {
          readonly name: string;
          readonly operation: "run" | "feedback";
          readonly key: string;
        }[];
        /** Where it kills itself, after so many other things; null: others kill it. */
        readonly kill: { readonly after: number; readonly operation: Operation; readonly boundary: string } | null;
      }
    | { readonly kind: "count" }
    | {
        readonly kind: "reflect";
        readonly instructions: string;
        readonly slow: boolean;
        readonly by: "runner" | "hand";
        /** In milliseconds. */
        readonly lease: number;
      }
  );
