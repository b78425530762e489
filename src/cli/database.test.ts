import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { databaseOf, withoutPassword } from "./database.js";

const databasePath = (db: string | null) => {
  const database = databaseOf(db);
  return database.kind === "sqlite" ? database.path : database.kind;
};

test("a path is taken as it is", () => {
  expect(databasePath(null)).toBe(".knowhow/knowhow.db");
  for (const path of ["k.db", "./a b/k.db", "/var/k.db", "C:\\data\\k.db"]) expect(databasePath(path)).toBe(path);
});

test("a URL is taken apart", () => {
  const absolute = resolve("some where/k.db");
  expect(databasePath("sqlite:k.db")).toBe("k.db");
  expect(databasePath("sqlite:/var/k.db")).toBe("/var/k.db");
  expect(databasePath("SQLite:///var/k.db")).toBe("/var/k.db");
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
  expect(codeOf("postgres:u:secret@h/k")).toBe("invalid_policy");
  expect(codeOf("postgres://u:sec#ret@h:x/k")).toBe("invalid_policy");
  expect(codeOf(":memory:")).toBe("store_unsupported");
  expect(codeOf("mysql://u:secret@h/k")).toBe("store_unsupported");
  expect(codeOf("sqlite:")).toBe("store_unavailable");
  expect(codeOf("file:")).toBe("store_unavailable");
  expect(codeOf("file://elsewhere/k.db")).toBe("store_unavailable");
});

test("a URL of PostgreSQL is kept whole, and shown without user and password", () => {
  const url = "postgres://u:secret@h:5433/k?schema=s";
  expect(databaseOf(url)).toEqual({ kind: "postgres", url, name: "postgres://h:5433/k" });
  expect(databaseOf("PostgreSQL://h/k")).toMatchObject({ kind: "postgres", name: "postgres://h/k" });
  expect(withoutPassword(url)).toBe("postgres://u@h:5433/k?schema=s");
  expect(withoutPassword("postgres://u:a@b@h/k")).toBe("postgres://u@h/k");
  for (const plain of ["postgres://u@h/k", "postgres://h:5433/k", "some/k.db"])
    expect(withoutPassword(plain)).toBe(plain);
});
