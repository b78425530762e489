// package-lock.json works for everybody: it names no registry host, and no platform's packages are missing from it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "./planted.js";

interface Locked {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
type Lock = Readonly<Record<string, Locked>>;

function lockFaults(packages: Lock): string[] {
  const hosts = Object.entries(packages)
    .filter(([, it]) => /^(https?|git)/.test(it.resolved ?? ""))
    .map(([path]) => `${path} names a host`);
  // Written when the registry did not have a platform's package yet. `npm ci` then refuses the file.
  const absent = Object.entries(packages).flatMap(([path, it]) =>
    Object.keys(it.optionalDependencies ?? {})
      .filter((name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages))
      .map((name) => `${path} lacks ${name}`),
  );
  return [...hosts, ...absent];
}

test("the lockfile is in order", () => {
  const { packages } = JSON.parse(readFileSync(join(projectRoot, "package-lock.json"), "utf8")) as { packages: Lock };
  expect(Object.keys(packages).length).toBeGreaterThan(100);
  expect(lockFaults(packages)).toEqual([]);
});

test("planted faults are found", () => {
  const planted: Lock = {
    "node_modules/a": { resolved: "https://registry.example/a.tgz" },
    "node_modules/b": { optionalDependencies: { "b-linux": "1", "b-darwin": "1" } },
    "node_modules/b-linux": {},
    "node_modules/c": { resolved: "bench" },
  };
  expect(lockFaults(planted)).toEqual(["node_modules/a names a host", "node_modules/b lacks b-darwin"]);
});
