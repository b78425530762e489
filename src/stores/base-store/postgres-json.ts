/** How PostgreSQL is asked for a place of a JSON text. */
import { type RawBuilder, sql } from "kysely";
import type { JsonDialect } from "./dialect.js";
import type { JsonPath } from "./filter.js";

export const postgresJson: JsonDialect = {
  type(path) {
    const place = at(path);
    return sql`case jsonb_typeof(${place}) when 'boolean' then ${place}::text else jsonb_typeof(${place}) end`;
  },
  text: (path) => sql`(${at(path)} #>> '{}') collate "C"`,
  number,
  isAmong: (path, numbers) => sql`${number(path)} in (${sql.join(numbers.map(numberOf))})`,
  numberOf,
  size(path, type) {
    // Cases, because what stands beside an `and` may be asked first, and these functions refuse other types.
    const place = at(path);
    if (type === "array") {
      return sql`case jsonb_typeof(${place}) when 'array' then jsonb_array_length(${place}) end`;
    }
    const object = sql`case jsonb_typeof(${place}) when 'object' then ${place} else '{}' end`;
    return sql`(select count(*) from jsonb_object_keys(${object}))`;
  },
};

/** Exact, as decimal digits are. */
function number(path: JsonPath): RawBuilder<number | null> {
  const place = at(path);
  return sql`case jsonb_typeof(${place}) when 'number' then (${place} #>> '{}')::numeric end`;
}

function numberOf(value: number): RawBuilder<number> {
  return sql`${JSON.stringify(value)}::numeric`;
}

function at(path: JsonPath): RawBuilder<unknown> {
  return sql`(${sql.ref("knowhowItems.value")}::jsonb #> ${path.map(String)}::text[])`;
}
