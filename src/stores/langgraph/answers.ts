/** Answers of models, each an item; their keys are kept in one more, since a `BaseStore` lists nothing. */
import type { Page, PageRequest, StoredAnswer } from "../../core/ports/store.js";
import { answerKeyOf } from "../incoming.js";
import { comparePoints } from "../order.js";
import { pageOf, pageSize } from "../page.js";
import type { Items } from "./base-store.js";

const KEYS = "answer keys";
const KIND = "answer ";

export const answerKey = (answer: Pick<StoredAnswer, "reflectionId" | "request">): string =>
  `${KIND}${answerKeyOf(answer)}`;

/** Listed before they are there, so that erasing finds them. */
export async function putAnswers(items: Items, answers: readonly StoredAnswer[]): Promise<void> {
  if (answers.length === 0) return;
  await items.put(KEYS, { keys: [...new Set([...(await readKeys(items)), ...answers.map(answerKey)])] });
  for (const one of answers) await items.put(answerKey(one), { answer: one.answer });
}

export async function answerPage(items: Items, page: PageRequest | undefined): Promise<Page<StoredAnswer>> {
  const limit = pageSize(page);
  const after = page?.cursor ?? null;
  const keys = (await readKeys(items)).toSorted(comparePoints);
  const found: StoredAnswer[] = [];
  for (const key of keys) {
    if (found.length > limit) break;
    const name = key.slice(KIND.length);
    if (after !== null && comparePoints(name, after) <= 0) continue;
    const item = await items.get<{ answer: string }>(key);
    const end = name.indexOf(" ");
    if (item) found.push({ reflectionId: name.slice(0, end), request: name.slice(end + 1), answer: item.answer });
  }
  return pageOf(found, limit, answerKeyOf, (answer) => answer);
}

/** Those to these reflections, or all. */
export async function eraseAnswers(items: Items, reflections: readonly string[] | null): Promise<void> {
  const keys = await readKeys(items);
  const of = reflections && new Set(reflections);
  const isGone = (key: string): boolean => of?.has(key.split(" ")[1] ?? "") ?? true;
  for (const key of keys.filter(isGone)) await items.erase(key);
  const left = keys.filter((key) => !isGone(key));
  if (left.length > 0) await items.put(KEYS, { keys: left });
  else await items.erase(KEYS);
}

const readKeys = async (items: Items): Promise<readonly string[]> =>
  (await items.get<{ keys: string[] }>(KEYS))?.keys ?? [];
