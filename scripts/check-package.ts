/**
 * Checks the packed tarball, not the source tree: publint for the package's fields and files, "are the types wrong?"
 * for how every subpath resolves, and that nothing is in it that should not be. Takes the package's folder, else ".".
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { pack, type Packed } from "./pack.js";

const required = ["package.json", "README.md", "LICENSE", "CHANGELOG.md"];
const allowed =
  /^dist\/(?!.*\.(test(-d)?|fixture)\.).+\.(js|d\.ts|json)$|^dist\/cli\/licences\.txt$|^dist\/studio\/.+\.(html|js|css|woff2|svg|txt|md)$/;

async function publintFaults(packed: Packed): Promise<string[]> {
  const { messages, pkg } = await publint({ pkgDir: packed.folder, pack: false, strict: true });
  return messages.map((message) => `publint: ${formatMessage(message, pkg) ?? message.code}`);
}

/** The package is ESM only, which Node 20.19 can `require`; so the CommonJS columns are not looked at. */
function typeFaults(packed: Packed): string[] {
  const manifest = fileURLToPath(import.meta.resolve("@arethetypeswrong/cli/package.json"));
  const args = [join(dirname(manifest), "dist/index.js"), packed.tarball, "--profile", "esm-only"];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...args, "--no-definitely-typed", "--no-emoji", "--no-color", "--format", "ascii"],
    { encoding: "utf8" },
  );
  return status === 0 ? [] : [`attw:\n${stdout}${stderr}`];
}

function contentFaults(packed: Packed): string[] {
  const missing = required.filter((path) => !packed.files.includes(path)).map((path) => `missing: ${path}`);
  const stray = packed.files
    .filter((path) => !required.includes(path) && !allowed.test(path))
    .map((path) => `does not belong in the package: ${path}`);
  const bins: Record<string, string> = JSON.parse(readFileSync(join(packed.folder, "package.json"), "utf8")).bin ?? {};
  const lame = Object.values(bins)
    .filter((path) => packed.files.includes(path) && !readFileSync(join(packed.folder, path), "utf8").startsWith("#!"))
    .map((path) => `no #! line: ${path}`);
  return [...missing, ...stray, ...lame];
}

const work = mkdtempSync(join(tmpdir(), "knowhow-package-"));
try {
  const packed = pack(resolve(process.argv[2] ?? "."), work);
  const faults = [...contentFaults(packed), ...(await publintFaults(packed)), ...typeFaults(packed)];
  for (const fault of faults) console.error(fault);
  console.log(`${packed.files.length} files packed, ${faults.length} faults`);
  if (faults.length > 0) process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
