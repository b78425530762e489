// Every driver keeps every promise that its guarantees make.
import { runStoreCase, storeConformance } from "knowhow/testing";
import { afterAll, describe, expect, test } from "vitest";
import { drivers } from "./drivers.js";

// More rows can be asked for: KNOWHOW_ROWS=100000 npx vitest run test/stores/conformance.test.ts
const rows = Number(process.env["KNOWHOW_ROWS"] ?? 600);
const timeout = 30_000 + rows * 10;
const cases = storeConformance.map((one) => [one.name, one] as const);

describe.each(drivers)("$name", ({ begin }) => {
  const { open, end, outage } = begin();
  afterAll(end);
  test.for(cases)("%s", { timeout }, async ([, one], { skip }) => {
    const { status, lacks, error } = await runStoreCase(one, open, { rows, ...(outage && { outage }) });
    skip(status === "skipped", `not promised: ${lacks.join(", ")}`);
    if (status === "failed") throw error;
    expect(status).toBe("passed");
  });
});
