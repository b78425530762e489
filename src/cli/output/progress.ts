/**
 * How far a long command is, on one line of a terminal that is written over. Clack's bar takes over standard input,
 * which an import may read.
 */
import type { Cli } from "../context.js";

export interface Progress {
  /** `part` from 0 to 1; null where the end is not known. */
  show(part: number | null, what: string): void;
  /** Takes the line away. */
  end(): void;
}

/** Oftener is not seen. In milliseconds. */
const PAUSE = 100;
const WIDTH = 24;

/** Shows nothing where standard error is no terminal, or a program reads. */
export function progressFor(cli: Cli): Progress {
  const { stderr } = process;
  if (!stderr.isTTY || cli.json) return { show() {}, end() {} };
  let shown = 0;
  return {
    show(part, what) {
      const now = performance.now();
      if (now - shown < PAUSE) return;
      shown = now;
      const done = Math.round((part ?? 0) * WIDTH);
      const bar = part === null ? "" : `${"█".repeat(done)}${"░".repeat(WIDTH - done)} ${Math.floor(part * 100)} %  `;
      stderr.write(`\r\u001B[K${bar}${what}`.slice(0, stderr.columns + 4));
    },
    end() {
      if (shown > 0) stderr.write("\r\u001B[K");
      shown = 0;
    },
  };
}
