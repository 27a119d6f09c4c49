import { basicEnvironment } from '@mailsift/runtime';
import { stopAtEnd } from '@mailsift/testing';
import { type Browser, chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { findBrowser } from './installed.fixture.ts';

export interface Tab {
  readonly page: Page;
  /** What no page of ours may have: errors in the console, exceptions, requests to other hosts. */
  readonly faults: readonly string[];
  /** Bytes that came over the wire, headers included, by path. */
  readonly received: ReadonlyMap<string, number>;
}

/** A Chromium for the tests of a file; ended with it. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('There is no Chromium');
  // Tests run as root in containers, where Chromium's own sandbox cannot; the pages are ours.
  const args = ['--no-sandbox', '--disable-dev-shm-usage'];
  const browser = await chromium.launch({ executablePath, args, env: basicEnvironment() });
  stopAtEnd('Chromium', () => browser.close());
  return browser;
}

/** A tab of a person who was never here before: no cookies, no cache. Closed with the test. */
export async function openTab(browser: Browser, url: string): Promise<Tab> {
  const context = await browser.newContext({ baseURL: url, locale: 'en-GB', reducedMotion: 'reduce' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const faults: string[] = [];
  const received = new Map<string, number>();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) faults.push(`request: ${request.url()}`);
  });
  page.on('requestfinished', async (request) => {
    const sizes = await request.sizes().catch(() => null);
    if (sizes !== null)
      received.set(new URL(request.url()).pathname, sizes.responseBodySize + sizes.responseHeadersSize);
  });
  return { page, faults, received };
}
