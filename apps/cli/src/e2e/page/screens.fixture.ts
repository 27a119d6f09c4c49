import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** What a person does on the page, by the words they see. */
export interface ListFile {
  readonly name: string;
  readonly text: string;
}

/** Chooses a file and waits for its preview. */
export async function upload(page: Page, { name, text }: ListFile): Promise<void> {
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.getByLabel('Choose a list to upload').setInputFiles(file);
  await page.getByRole('button', { name: 'Start verifying' }).waitFor();
}

export async function start(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start verifying' }).click();
}

export async function untilCompleted(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Download' }).waitFor({ timeout: 240_000 });
}

/** Follows a download link, and gives what was saved. */
export async function download(page: Page, name: RegExp): Promise<string> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name }).click();
  return readFile(await (await downloading).path(), 'utf8');
}

/** The addresses of the rows that are shown, once the table is up to date. */
export async function shownAddresses(page: Page): Promise<readonly string[]> {
  await page.locator('.rows-body[aria-busy=false]').waitFor();
  return page.locator('.verdict-row .address').allTextContents();
}

/** The id of the list whose screen is shown. */
export function listIdOf(page: Page): string {
  return /\/lists\/([0-9a-f]+)/.exec(page.url())?.[1] ?? '';
}
