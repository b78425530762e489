/** Shapes that several sources share. They are loose: sources add fields, and messages are read elsewhere. */
import { z } from "zod";

/** A string, or null for what is blank or not there. */
export const maybeText = z
  .string()
  .nullish()
  .transform((value) => (value?.trim() ? value : null));
export const list = z.array(z.unknown());
export const fields = z.record(z.string(), z.unknown());

/** An id, which may be a number; null for none. */
export const maybeId = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined || value === "" ? null : String(value)));

/** A number, or a thumb as true or false; null for none. */
export const maybeScore = z
  .union([z.number(), z.boolean()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? null : Number(value)));

/** ISO 8601 of a text or of seconds since 1970; null for what is no time. */
export function timeOf(value: unknown): string | null {
  const given = typeof value === "number" ? value * 1000 : typeof value === "string" ? value : Number.NaN;
  // LangSmith writes UTC without saying so.
  const zoned = typeof given === "string" && /T[\d:.]+$/.test(given) ? `${given}Z` : given;
  const time = new Date(zoned);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

export const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (isFields(value) ? value : {});
