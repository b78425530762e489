// The page "Try it" in a browser on a real server: from an answer to an accepted lesson, the next answer, and back.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Trial } from "knowhow/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectRoot } from "../house/planted.js";
import { type Serving, serving } from "../server/serving.js";
import { seriousFaults } from "./axe.js";
import { browserForFile } from "./browser.js";

const SEED = "Write a tweet about the paper.\n";
const SCRIPT = `<script>document.title='run'</script>`;
const studio = join(projectRoot, "dist/studio");
const browser = browserForFile();
let server: Serving;
let fails = false;

/** Hashtags, until a rule speaks against them. */
function write({ input, instructions }: Trial): string {
  if (fails) throw new Error("no credit left");
  return `${input} is out.${instructions.includes("not use hashtags") ? "" : " #science"}`;
}
const samples = ["Naps", "Owls", "Maps"].map((title) => ({ id: title, title, text: `${title} ${SCRIPT}` }));

beforeAll(async () => {
  if (!existsSync(studio)) throw new Error("dist/studio is not there: npm run build");
  server = await serving({ studio, tryIt: { run: write, samples, input: "paper", output: "tweet" } });
});
afterAll(() => server.close());

test("an answer is criticised, the suggestion accepted, and the next answer and others show what it changed", async () => {
  const tweets = server.memory.instructions("tweets", { seed: SEED });
  await tweets.current();
  const current = async () => (await tweets.current()).text;
  const { page, faults } = await browser.open();
  // Without it each click waits for the page to come to rest.
  await page.emulateMedia({ reducedMotion: "reduce" });
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  await page.goto(server.listening.url + server.invite("/try/tweets"));
  await page.getByText("Naps").nth(1).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await button("Get the tweet").click();
  await page.getByRole("region", { name: "The tweet" }).getByText("is out. #science").waitFor();

  // What nobody understands is said to be so, and stays to be said in other words.
  const box = page.getByLabel("What should be different, always?");
  await page.keyboard.press("c");
  await page.keyboard.type("Bitte keine Hashtags verwenden, das ist schrecklich.");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Nothing was learned from this yet").waitFor();
  await button("Say it in other words").click();
  expect(await box.inputValue()).toContain("Hashtags");
  await box.fill("Do not use hashtags.");
  await button("See what it would change").click();
  const suggestion = page.getByRole("region", { name: "The suggestion" });
  await suggestion.getByRole("button", { name: /^Accept/ }).waitFor();
  await button("See the tweet it would make").click();
  await suggestion.getByText("is out.").waitFor();
  expect(await current()).toBe(SEED);

  // The agent fails on the way: the lesson is accepted, and the answer can be asked for again.
  fails = true;
  await page.keyboard.press("a");
  await page.getByRole("alert").filter({ hasText: "The agent failed: no credit left" }).waitFor();
  expect(await current()).toContain("Do not use hashtags.");
  fails = false;
  await button("Try again").click();
  await page.getByRole("heading", { name: "The next tweet" }).waitFor();
  const others = page.getByRole("region", { name: "The same change elsewhere" });
  const owls = others.getByRole("article").filter({ hasText: "Owls" });
  expect(await owls.locator("del").innerText()).toContain("#science");
  expect(await seriousFaults(page)).toEqual([]);
  expect((await tweets.runs()).items).toHaveLength(2);

  // It is taken back, by a key, and turned down.
  await page.keyboard.press("Escape");
  await button(/^Undo/).click();
  await expect.poll(current).toBe(SEED);
  await suggestion.getByRole("button", { name: /^Reject/ }).click();
  await page.getByText("It was rejected").waitFor();

  await page.setViewportSize({ width: 360, height: 720 });
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
  expect(await page.title()).not.toBe("run");
  expect(faults.filter((fault) => !fault.includes("502"))).toEqual([]);
  expect(server.failures.every((failure) => String(failure) === "Error: no credit left")).toBe(true);
});
