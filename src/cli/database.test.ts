import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { databasePath } from "./database.js";

test("a path is taken as it is", () => {
  expect(databasePath(null)).toBe(".knowhow/knowhow.db");
  for (const path of ["k.db", "./a b/k.db", "/var/k.db", "C:\\data\\k.db", ":memory:"])
    expect(databasePath(path)).toBe(path);
});

test("a URL is taken apart", () => {
  const absolute = resolve("some where/k.db");
  expect(databasePath("sqlite:k.db")).toBe("k.db");
  expect(databasePath("sqlite:/var/k.db")).toBe("/var/k.db");
  expect(databasePath("SQLite:///var/k.db")).toBe("/var/k.db");
  expect(databasePath("sqlite::memory:")).toBe(":memory:");
  expect(databasePath("file:k.db")).toBe("k.db");
  expect(databasePath(pathToFileURL(absolute).href)).toBe(absolute);
});

test("what is no SQLite file is refused, without showing what may be a password", () => {
  const codeOf = (db: string): unknown => {
    try {
      return databasePath(db);
    } catch (error) {
      expect(String(error)).not.toContain("secret");
      return (error as { code: unknown }).code;
    }
  };
  expect(codeOf("postgres://u:secret@h/k")).toBe("store_unsupported");
  expect(codeOf("postgresql://u:secret@h/k")).toBe("store_unsupported");
  expect(codeOf("mysql://u:secret@h/k")).toBe("store_unsupported");
  expect(codeOf("sqlite:")).toBe("store_unavailable");
  expect(codeOf("file:")).toBe("store_unavailable");
  expect(codeOf("file://elsewhere/k.db")).toBe("store_unavailable");
});
