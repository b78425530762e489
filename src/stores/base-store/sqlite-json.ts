/** How SQLite is asked for a place of a JSON text. */
import { type RawBuilder, sql } from "kysely";
import type { Answer, JsonDialect } from "./dialect.js";
import type { JsonPath } from "./filter.js";

export const sqliteJson: JsonDialect = {
  type(path) {
    const type = locate(path).type;
    return sql`case ${type} when 'text' then 'string' when 'integer' then 'number' when 'real' then 'number' else ${type} end`;
  },
  text: (path) => locate(path).plain as RawBuilder<string>,
  number(path) {
    const { type, plain } = locate(path);
    return sql`case when ${type} in ('integer', 'real') then ${plain} end`;
  },
  isAmong: (path, numbers) => locate(path).isAmong(numbers),
  numberOf,
  size(path, type) {
    const { json } = locate(path);
    if (type === "array") return sql`json_array_length(${json})`;
    return sql`(select count(*) from json_each(${json}))`;
  },
};

/** Read by the same parser as what it is compared with, which may be off by the last bit. */
function numberOf(value: number): RawBuilder<number> {
  return sql`json_extract(${JSON.stringify([value])}, '$[0]')`;
}

/** What there is at a place. */
interface Place {
  /** By SQLite's name; null where there is nothing. */
  readonly type: RawBuilder<string | null>;
  /** A string or number as a value of SQL. */
  readonly plain: RawBuilder<unknown>;
  /** An object or array as JSON; anything that is JSON, or null, for others. */
  readonly json: RawBuilder<string | null>;
  isAmong(numbers: readonly number[]): Answer;
}

/**
 * SQLite's paths have no way to write a name with `"` or `\`, so that a field of such a name is looked for among all
 * that its object has.
 */
function locate(path: JsonPath): Place {
  let text = sql<string | null>`${sql.ref("knowhowItems.value")}`;
  let steps = "$";
  for (const [index, step] of path.entries()) {
    if (typeof step === "number") steps += `[${step}]`;
    else if (!/["\\]/.test(step)) steps += `."${JSON.stringify(step).slice(1, -1)}"`;
    else if (index < path.length - 1) {
      text = sql`(select value from json_each(${text}, ${steps}) where key = ${step} and type in ('object', 'array'))`;
      steps = "$";
    } else return amongFields(text, steps, step);
  }
  const type = sql<string | null>`json_type(${text}, ${steps})`;
  return {
    type,
    plain: sql`json_extract(${text}, ${steps})`,
    json: sql`${text} -> ${steps}`,
    isAmong(numbers) {
      // JSON.stringify writes a number in one way only, so that its text tells exactly.
      const written = sql.join(numbers.map((number) => JSON.stringify(number)));
      return sql`${type} in ('integer', 'real') and ${text} -> ${steps} in (${written})`;
    },
  };
}

function amongFields(text: RawBuilder<string | null>, steps: string, name: string): Place {
  const field = <T>(column: string): RawBuilder<T> =>
    sql`(select ${sql.raw(column)} from json_each(${text}, ${steps}) where key = ${name})`;
  const type = field<string | null>("type");
  const plain = field<unknown>("value");
  return {
    type,
    plain,
    json: sql`case when ${type} in ('object', 'array') then ${plain} end`,
    isAmong: (numbers) => sql`${type} in ('integer', 'real') and ${plain} in (${sql.join(numbers.map(numberOf))})`,
  };
}
