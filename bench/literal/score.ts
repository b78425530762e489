/** `npm run bench:literal [-- --file F --misses --json]`: precision and recall of `literal` on labelled texts. */
import { parseArgs } from "node:util";
import { readSamples } from "./labels.js";
import { measure, type Report, type Score } from "./measure.js";

const DEV = new URL("corpus/dev.jsonl", import.meta.url);

const { values } = parseArgs({
  options: {
    file: { type: "string", multiple: true },
    misses: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});

const files = values.file ?? [DEV];
const report = await measure(files.flatMap((file) => readSamples(file)));
process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : `${table(report, values.misses)}\n`);

function table({ directives, outcomes, pairs, revised, misses }: Report, withMisses: boolean): string {
  const lines = [
    `directives  ${line(directives)}`,
    `revisions   ${line(revised)}`,
    `relations   ${share(pairs.of === 0 ? 1 : pairs.right / pairs.of)} right (${pairs.right} of ${pairs.of})`,
    "",
    "labelled → what the strategy said",
    ...Object.entries(outcomes).map(([label, counts]) => {
      const said = Object.entries(counts).sort(([, a], [, b]) => b - a);
      return `  ${label.padEnd(11)} ${said.map(([outcome, count]) => `${outcome} ${count}`).join(", ")}`;
    }),
  ];
  if (!withMisses) return lines.join("\n");
  const missed = misses.flatMap((miss) => [
    "",
    `${miss.id}  ${JSON.stringify(miss.input)}  (${miss.outcome})`,
    ...miss.missed.map((gist) => `  missed    ${gist}`),
    ...miss.invented.map((rule) => `  invented  ${rule}`),
  ]);
  return [...lines, ...missed].join("\n");
}

function line({ precision, recall, f1, right, produced, labelled }: Score): string {
  const counts = `${right} right of ${produced} produced and ${labelled} labelled`;
  return `precision ${share(precision)}  recall ${share(recall)}  F1 ${share(f1)}  (${counts})`;
}

function share(value: number): string {
  return value.toFixed(3);
}
