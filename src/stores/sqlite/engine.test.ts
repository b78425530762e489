import { expect, test } from "vitest";
import { checkEngine, FIRST_SAFE_ENGINE } from "./engine.js";

const safe = [FIRST_SAFE_ENGINE, "3.51.4", "3.51.10", "3.52.0", "3.100.0", "4.0.0", "3.53.0.1"];

test.each(safe)("accepts %s", (version) => {
  expect(() => checkEngine(version)).not.toThrow();
});

test.each(["3.51.2", "3.50.99", "3.9.9", "2.99.99", "3.51", "3", "", "new", "3.x.3"])("refuses %j", (version) => {
  expect(() => checkEngine(version)).toThrow(expect.objectContaining({ code: "store_engine" }));
});
