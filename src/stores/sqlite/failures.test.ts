import { expect, test } from "vitest";
import { KnowhowError } from "../../core/errors.js";
import { explainFailure } from "./failures.js";

const sqlite = (errcode: number) => Object.assign(new Error("from the driver"), { code: "ERR_SQLITE_ERROR", errcode });
const system = (code: string) => Object.assign(new Error("from the system"), { code });

test.each([
  [sqlite(5), "store_locked"],
  [sqlite(261), "store_locked"], // SQLITE_BUSY_RECOVERY
  [sqlite(6), "store_locked"],
  [sqlite(8), "store_readonly"],
  [sqlite(1544), "store_readonly"], // SQLITE_READONLY_DIRECTORY
  [sqlite(11), "store_corrupt"],
  [sqlite(26), "store_corrupt"],
  [sqlite(14), "store_unavailable"],
  [sqlite(10), "store_unavailable"],
  [sqlite(13), "store_unavailable"],
  [sqlite(19), "store_unavailable"],
  [system("EACCES"), "store_readonly"],
  [system("EROFS"), "store_readonly"],
  [system("ENOTDIR"), "store_unavailable"],
  [system("ESOMETHING"), "store_unavailable"],
  ["a string", "store_unavailable"],
  [null, "store_unavailable"],
])("explains %s as %s", (error, code) => {
  const explained = explainFailure(error, "know.db");
  expect(explained).toMatchObject({ code, cause: error });
  expect(explained.message).toContain("know.db");
});

test("leaves our own errors as they are", () => {
  const ours = new KnowhowError("store_newer", "Upgrade.");
  expect(explainFailure(ours, "know.db")).toBe(ours);
});
