/** Reading what an application hands over: any value, so each field is looked at before it is used. */
import { KnowhowError } from "../errors.js";
import { describe } from "../text.js";

/** An object of unknown shape. */
export type Fields = Readonly<Record<string, unknown>>;

/** @throws `invalid_messages`: `where` names the place, `problem` what is wrong with it. */
export function refuse(where: string, problem: string, cause?: unknown): never {
  throw new KnowhowError("invalid_messages", `${where} ${problem}.`, cause === undefined ? {} : { cause });
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isBinary(value);

export const isBinary = (value: unknown): boolean =>
  ArrayBuffer.isView(value) || value instanceof ArrayBuffer || (typeof Blob === "function" && value instanceof Blob);

/** A word for a value in an error message. */
export const nameOf = (value: unknown): string =>
  isBinary(value) ? `binary data (${(value as object).constructor.name}); decode it to text first` : describe(value);

/** The first of the fields that is a string and not empty; null for none. */
export function stringIn(fields: Fields, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = fields[name];
    if (typeof value === "string" && value !== "") return value;
  }
  return null;
}

/** The field if it is an object, else an empty one. */
export const fieldsIn = (fields: Fields, name: string): Fields => {
  const value = fields[name];
  return isFields(value) ? value : {};
};

/** The field if it is an array, else an empty one. */
export const arrayIn = (fields: Fields, name: string): readonly unknown[] => {
  const value = fields[name];
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
};

const NAME_LENGTH = 256;

/** A name, id or address as it can be kept: well-formed, without control characters, not too long. */
export const tidy = (name: string): string =>
  name
    .replace(/\p{Cc}+/gu, " ")
    .slice(0, NAME_LENGTH)
    .toWellFormed()
    .trim();

/** A value as JSON text; binary data in it is only described. @throws `invalid_messages` for cycles and the like */
export function jsonOf(value: unknown, where: string): string {
  try {
    return JSON.stringify(value, plain) ?? "";
  } catch (cause) {
    return refuse(where, "cannot be written as JSON: it holds itself, or something that is not data", cause);
  }
}

/** Looks at the value before its own `toJSON`, which writes a Buffer as a list of numbers. */
function plain(this: unknown, key: string, value: unknown): unknown {
  const original = (this as Fields)[key];
  if (isBinary(original)) return `(binary data, ${sizeOf(original)} bytes)`;
  return typeof value === "bigint" ? String(value) : value;
}

const sizeOf = (value: unknown): number => {
  const { byteLength, size } = value as { readonly byteLength?: number; readonly size?: number };
  return byteLength ?? size ?? 0;
};
