/** Type-checks files as the project's own are, and says what is wrong where. */
import { basename, join, resolve } from "node:path";
import ts from "typescript";
import { root } from "./markdown.js";

/** `docs-quickstart-md-12.ts(34): …`, one for each fault in these files. */
export function typeFaults(files: readonly string[]): string[] {
  const config = join(root, "tsconfig.json");
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const { options = {} } = ts.getParsedCommandLineOfConfigFile(config, {}, host) ?? {};
  const program = ts.createProgram([...files], { ...options, noEmit: true });
  // Only these files: checking what they import is the compiler's own run.
  const faults = files
    .map((file) => program.getSourceFile(resolve(file)))
    .flatMap((source) => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]);
  return faults.map(({ file, start, messageText }) => {
    const { line } = file?.getLineAndCharacterOfPosition(start ?? 0) ?? { line: -1 };
    return `${basename(file?.fileName ?? "")}(${line + 1}): ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}
