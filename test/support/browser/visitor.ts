import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Somebody who looks at the console in a browser. */
export interface Visitor {
  readonly page: Page;
  /** What the browser complained about: errors of the page, and whatever its policy has blocked. */
  readonly complaints: readonly string[];
  /** Requests that left the page's origin. */
  readonly strayed: readonly string[];
  leave(): Promise<void>;
}

export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly still?: boolean;
  /** By how many milliseconds the clock of the browser's machine is ahead. */
  readonly ahead?: number;
  /** Changes the page as it is opened, before it has loaded. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

export function openBrowser(program: string): Promise<Browser> {
  // In a container Chromium's own sandbox has no rights; what it opens here is our own page alone.
  return chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
}

/** Opens a page of the console, with storage of its own. */
export async function visit(browser: Browser, url: string, options: VisitOptions = {}): Promise<Visitor> {
  const { width = 1280, height = 800, dark = false, still = true, ahead = 0, prepare } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: still ? 'reduce' : 'no-preference',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  const strayed: string[] = [];
  const { origin } = new URL(url);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    const text = message.text();
    // That a request was answered with a problem is for the page to tell.
    if (message.type() === 'error' && !/Failed to load resource/.test(text)) complaints.push(text);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) strayed.push(request.url());
  });
  if (ahead !== 0) await page.clock.install({ time: Date.now() + ahead });
  await prepare?.(page);
  await page.goto(url);
  return { page, complaints, strayed, leave: () => context.close() };
}

/** What axe-core finds that is serious or worse. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
