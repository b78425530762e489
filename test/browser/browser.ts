/** The browser that the studio is tried in, one for each file of tests. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launchBrowser } from "./chromium.js";

export interface PageOptions {
  /** In CSS pixels; default 1280 and 860. */
  readonly width?: number;
  readonly height?: number;
  /** Default `light`. */
  readonly colours?: "light" | "dark";
}

export interface Opened {
  readonly page: Page;
  /** What the page said on its console or threw, and what it asked of other hosts: all of it is a fault. */
  readonly faults: readonly string[];
}

/** A browser for the tests of a file: started before the first, closed after the last. */
export function browserForFile(flags: readonly string[] = []): { open(options?: PageOptions): Promise<Opened> } {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchBrowser(flags);
  });
  afterAll(async () => {
    await browser?.close();
  });
  return {
    async open({ width = 1280, height = 860, colours = "light" } = {}) {
      if (!browser) throw new Error("The browser is started by beforeAll; open pages in tests.");
      const context = await browser.newContext({ viewport: { width, height }, colorScheme: colours });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
      });
      page.on("request", (request) => {
        const { hostname, protocol } = new URL(request.url());
        if (protocol !== "data:" && hostname !== "127.0.0.1") faults.push(`asked ${request.url()}`);
      });
      return { page, faults };
    },
  };
}
