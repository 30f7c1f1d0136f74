import chromium from '@sparticuz/chromium';
import { type Browser, launch, type Page } from 'puppeteer-core';

/** A real Chromium, which comes with the packages. */
export async function startBrowser(): Promise<Browser> {
  return launch({ args: chromium.args, executablePath: await chromium.executablePath(), headless: 'shell' });
}

export interface Visit {
  readonly page: Page;
  /** What the browser complained of: errors of scripts, refusals of the content policy, requests that failed. */
  readonly issues: string[];
  /** Where the page asked for something. */
  readonly origins: Set<string>;
}

/** A page, watched from its first request on. */
export async function visit(browser: Browser, url: string): Promise<Visit> {
  const page = await browser.newPage();
  const issues: string[] = [];
  const origins = new Set<string>();
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) issues.push(message.text());
  });
  page.on('pageerror', (error) => issues.push(String(error)));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // Chromium's word for an answer without a body (204)
    if (reason !== 'net::ERR_ABORTED') issues.push(`${request.url()} ${reason}`);
  });
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  await page.goto(url, { waitUntil: 'networkidle2' });
  return { page, issues, origins };
}
