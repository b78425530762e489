/** Shows instructions and lessons in a prompt: compactly, and with all that is not ours behind fences. */
import type { BlockView } from "../../core/block.js";
import { fenceFor } from "./fence.js";
import type { Material } from "./material.js";
import type { TemplateText } from "./template-text.js";

/**
 * The blocks, each with its id in front; further lines of a block are indented, so that no line looks like an id. The
 * ids stand without brackets: with many short blocks, every token of them counts.
 */
export function showBlocks(blocks: readonly BlockView[], template: TemplateText): string {
  const lines = blocks.map(({ id, text, locked }) => {
    const [first = "", ...rest] = template.show(text).split(/\r\n|\r|\n/);
    return [`${id}${locked ? " locked" : ""}: ${first}`, ...rest.map((line) => `      ${line}`)].join("\n");
  });
  const shown = lines.length === 0 ? "(none yet)" : lines.join("\n");
  return fenceFor([shown]).enclose("instructions", shown);
}

/** The whole text of the instructions. */
export function showText(text: string, template: TemplateText): string {
  const shown = template.show(text);
  return fenceFor([shown]).enclose("instructions", shown);
}

/** The lessons, oldest first. A conversation that several lessons speak of is shown once. */
export function showLessons(materials: readonly Material[]): string {
  const fence = fenceFor(materials.flatMap(textsOf));
  const shownIn = new Map<string, string>();
  return materials.map((material) => showLesson(material, fence.enclose, shownIn)).join("\n\n");
}

const textsOf = ({ comment, revised, original, conversation }: Material): string[] =>
  [comment, revised, original, ...conversation.map(({ text }) => text)].map((text) => text ?? "");

function showLesson(
  material: Material,
  enclose: (name: string, text: string) => string,
  shownIn: Map<string, string>,
): string {
  const { label, context, comment, revised, original, conversation } = material;
  const { by, score } = context.feedback;
  const lines = [
    `Lesson ${label}, from ${by.role === "external" ? "an outside source" : `a ${by.role}`.replace("a operator", "an operator")}`,
  ];
  if (comment !== null) lines.push(enclose("comment", comment));
  if (score !== null) lines.push(`Score, from 0 (bad) to 1 (good): ${score}`);
  const talk = conversation.map(({ by: speaker, text }) => enclose(speaker, text)).join("\n");
  const earlier = shownIn.get(talk);
  if (talk === "") lines.push("No conversation came with it.");
  else if (earlier !== undefined) lines.push(`It speaks of the same conversation as ${earlier}.`);
  else {
    shownIn.set(talk, label);
    lines.push("It speaks of this conversation:", talk);
  }
  if (revised !== null) {
    const answered = conversation.some(({ text }) => text === original);
    if (original !== null && !answered) lines.push("The agent's answer was:", enclose("answer", original));
    lines.push("The person would have had the answer so:", enclose("revised", revised));
  }
  return lines.join("\n");
}
