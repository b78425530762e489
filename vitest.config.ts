// Tests run on the TypeScript source; only test/house looks at the built package.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const entry = (name: string) => fileURLToPath(new URL(`./src/entry/${name}.ts`, import.meta.url));

export default defineConfig({
  resolve: {
    // "knowhow" and "knowhow/sqlite" mean the source here, so that no test depends on a stale build.
    alias: [
      { find: /^knowhow$/, replacement: entry("index") },
      { find: /^knowhow\/([a-z/-]+)$/, replacement: entry("$1") },
    ],
  },
  test: {
    exclude: ["**/node_modules/**", "**/dist/**"],
    // By default vitest leaves one core idle, which is every second one of two.
    maxWorkers: "100%",
    // Some tests start processes and servers; on a busy machine they take their time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "beside the code",
          include: ["src/**/*.test.ts", "studio/src/**/*.test.ts", "examples/**/*.test.ts", "bench/**/*.test.ts"],
          // They change nothing that others see, so what they import is loaded once for many files.
          isolate: false,
        },
      },
      { extends: true, test: { name: "across modules", include: ["test/**/*.test.ts"] } },
    ],
  },
});
