/** Type-checks files as the project's own are, and says what is wrong where. */
import { join, resolve } from "node:path";
import ts from "typescript";
import { root } from "./markdown.js";

/** `docs-quickstart-md-12.ts(34): …`, one for each fault in these files. */
export function typeFaults(files: readonly string[]): string[] {
  const config = join(root, "tsconfig.json");
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const { options = {} } = ts.getParsedCommandLineOfConfigFile(config, {}, host) ?? {};
  const program = ts.createProgram([...files], { ...options, noEmit: true });
  const own = new Set(files.map((file) => resolve(file)));
  return ts.getPreEmitDiagnostics(program).flatMap(({ file, start, messageText }) => {
    if (!file || !own.has(resolve(file.fileName))) return [];
    const { line } = file.getLineAndCharacterOfPosition(start ?? 0);
    return [`${file.fileName.split("/").at(-1)}(${line + 1}): ${ts.flattenDiagnosticMessageText(messageText, "\n")}`];
  });
}
