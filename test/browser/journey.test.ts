// From an answer to a rule in force and back, in a browser on a real server, with script in every text.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectRoot } from "../house/planted.js";
import { type Serving, serving } from "../server/serving.js";
import { seriousFaults } from "./axe.js";
import { browserForFile } from "./browser.js";

const SEED = "Write a tweet about the paper.\n";
const SCRIPT = `<img src="x" onerror="document.title='run'"><script>document.title='run'</script>`;
const studio = join(projectRoot, "dist/studio");
const browser = browserForFile();
let server: Serving;

beforeAll(async () => {
  if (!existsSync(studio)) throw new Error("dist/studio is not there: npm run build");
  server = await serving({ studio });
});
afterAll(() => server.close());

const signedIn = async (options: Parameters<typeof browser.open>[0] = {}) => {
  const opened = await browser.open(options);
  // Colours that are on their way to others are none that anybody reads.
  await opened.page.emulateMedia({ reducedMotion: "reduce" });
  await opened.page.goto(server.listening.url + server.invite());
  return opened;
};

test("a correction becomes a suggestion, a rule in force, is taken back, put in force again, and rolled back", async () => {
  const tweets = server.memory.instructions("tweets", { seed: SEED });
  const { ref } = await tweets.current();
  await tweets.record({
    ref,
    messages: [
      { role: "user", content: `Tweet about naps. ${SCRIPT}` },
      { role: "assistant", content: `Naps are good. #naps ${SCRIPT}` },
    ],
  });
  const current = async () => (await tweets.current()).text;
  const { page, faults } = await signedIn();
  const fine = async () => expect([page.url(), ...(await seriousFaults(page))]).toEqual([page.url()]);
  const to = (name: string) => page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name }).click();
  await to("Runs");
  await page.getByRole("button", { name: "Comment or correct" }).click();
  await fine();
  await page
    .getByLabel("What should be different, always?")
    .fill(`Do not use hashtags. Never write ${SCRIPT} in a tweet.`);
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByRole("button", { name: "Read it now" }).click();

  // The suggestion arrives by itself where somebody else has the inbox open.
  const other = await signedIn({ width: 390, height: 800, colours: "dark" });
  await other.page.getByRole("link", { name: /Do not use hashtags/ }).waitFor();
  await to("Inbox");
  await page.getByRole("button", { name: /^Accept/ }).waitFor();
  expect(await current()).toBe(SEED);
  await fine();
  await page.keyboard.press("a");
  await page.getByRole("button", { name: /^Undo/ }).waitFor();
  await expect.poll(current).toContain("Do not use hashtags.");
  // Whoever was looking at the same suggestion sees that it waits no longer.
  await other.page.getByRole("link", { name: /Do not use hashtags/ }).waitFor({ state: "detached" });
  await page.keyboard.press("u");
  await expect.poll(current).toBe(SEED);
  await page.getByRole("button", { name: /^Accept/ }).click();
  await expect.poll(current).toContain("Do not use hashtags.");

  await to("Instructions");
  await page.getByRole("button", { name: /Do not use hashtags/ }).click();
  const about = page.getByRole("complementary", { name: "About this line" });
  await about.getByText("olga").first().waitFor();
  await fine();

  await to("History");
  await page
    .getByRole("link", { name: /version 1\b/i })
    .first()
    .click();
  await page.getByRole("button", { name: "Put a label here" }).press("Enter");
  await page.keyboard.type("staging");
  await page.keyboard.press("Enter");
  await page.getByText("“staging” points to version 1 now.").waitFor();
  await page.getByRole("button", { name: "Go back to this version" }).click();
  await fine();
  await page.getByRole("dialog").getByRole("button", { name: "Go back to version 1" }).click();
  await expect.poll(current).toBe(SEED);
  expect((await tweets.verify()).length).toBe(0);

  // The page Learning follows what is said elsewhere, has its chart as a table too, and knows what was retired.
  await to("Learning");
  await page.getByRole("heading", { name: "Nobody scored a run yet" }).waitFor();
  await fine();
  const { items: runs } = await tweets.runs();
  await tweets.feedback({ run: runs[0]?.id ?? "", score: 1, by: { id: "ana", role: "user" } });
  await page.getByRole("img", { name: /share of satisfied runs/ }).waitFor();
  await page.getByRole("button", { name: "Show as table" }).press("Enter");
  await page
    .getByRole("table", { name: "By hour" })
    .getByRole("cell", { name: /^1 of 1$/ })
    .waitFor();
  await page.getByLabel("Price of a million input tokens").fill("250");
  await page.getByRole("columnheader", { name: "1000 calls" }).waitFor();
  await page
    .getByRole("listitem")
    .filter({ hasText: "Do not use hashtags." })
    .getByText("Retired by olga, going back to version 1")
    .first()
    .waitFor();
  await fine();
  await to("Inbox");
  await page.getByRole("heading", { name: "All decided" }).waitFor();
  await fine();

  expect(await page.title()).not.toBe("run");
  expect([...faults, ...other.faults]).toEqual([]);
  expect(server.failures).toEqual([]);
});

test.each(["inbox", "instructions/tweets", "history/tweets", "runs/tweets", "learning/tweets", "try/tweets"])(
  "%s fits the width of a phone, and can be reached by the tab key",
  async (path) => {
    const { page, faults } = await signedIn({ width: 360, height: 720, colours: "dark" });
    await page.goto(`${server.listening.url}/${path}`);
    await page.getByRole("heading").first().waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    const focused = async () => {
      await page.keyboard.press("Tab");
      return page.evaluate("document.activeElement !== document.body");
    };
    await expect.poll(focused).toBe(true);
    expect(faults).toEqual([]);
  },
);
