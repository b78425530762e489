/** A command of the user's own as the runner of a gate: instructions and messages as JSON in, the answer out. */
import { spawn } from "node:child_process";
import { messageText } from "../core/message.js";
import type { Message } from "../core/message.js";
import type { Runner } from "../gate/replay/options.js";

/** So much of what a command says last on standard error is looked at when it fails. */
const LONGEST_COMPLAINT = 2000;
/** A longer answer is no answer. In bytes. */
const LARGEST_ANSWER = 8 * 1024 * 1024;

/**
 * Runs the command in a shell, once for every answer. On standard input it gets
 * `{ instructions, messages: [{ role, content, parts }], seed, metadata }`; what it prints is the answer, without the
 * last line break. It fails with any exit code but 0.
 */
export function commandRunner(command: string): Runner {
  return (instructions, messages, { signal, seed, metadata }) =>
    new Promise((resolve, reject) => {
      // A group of its own, so that what the shell starts ends with it.
      const child = spawn(command, { shell: true, detached: process.platform !== "win32", stdio: "pipe" });
      const out: Buffer[] = [];
      let [size, complaint] = [0, ""];
      const end = (): void => {
        try {
          if (child.pid !== undefined && process.platform !== "win32") process.kill(-child.pid, "SIGKILL");
          else child.kill("SIGKILL");
        } catch {
          // It has ended already.
        }
      };
      signal.addEventListener("abort", end, { once: true });
      if (signal.aborted) end();
      child.stdout.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > LARGEST_ANSWER) end();
        else out.push(chunk);
      });
      child.stderr.on("data", (chunk: Buffer) => {
        complaint = (complaint + chunk.toString("utf8")).slice(-LONGEST_COMPLAINT);
      });
      child.stdin.on("error", () => {}); // it may end without reading
      child.stdin.end(JSON.stringify({ instructions, messages: messages.map(plainly), seed, metadata }));
      child.on("error", reject);
      child.on("close", (code, killed) => {
        signal.removeEventListener("abort", end);
        if (code === 0 && size <= LARGEST_ANSWER)
          return resolve(
            Buffer.concat(out)
              .toString("utf8")
              .replace(/\r?\n$/, ""),
          );
        const how = size > LARGEST_ANSWER ? "its answer is too long" : `it ended with ${killed ?? code}`;
        const said = complaint.trim() === "" ? "" : `: ${telling(complaint)}`;
        return reject(new Error(`${how}${said}`));
      });
    });
}

/** The line that names an error, else the last one. */
function telling(complaint: string): string {
  const lines = complaint.split(/[\r\n]+/).filter((line) => line.trim() !== "");
  return (lines.find((line) => /error|fail|exception/i.test(line)) ?? lines.at(-1) ?? "").trim();
}

/** A message as most commands want it, and its parts for those that want more. */
const plainly = (message: Message) => ({ role: message.role, content: messageText(message), parts: message.parts });
