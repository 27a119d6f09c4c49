import type { Page } from 'playwright-core';
import { sampleList } from '../../apps/sandbox/src/index.ts';

export interface Stage {
  readonly page: Page;
  readonly apiKey: string;
}

/** One screen as it is to be seen. */
export interface Scene {
  readonly name: string;
  /** What is done once, by one page. */
  readonly act?: (stage: Stage) => Promise<void>;
  /** What each page does at the address the first one is at then, until it shows what it should. */
  readonly show: (stage: Stage) => Promise<void>;
  /** What each page does once it was taken. */
  readonly leave?: (stage: Stage) => Promise<void>;
  /** A selector, where not all of the screen is meant. */
  readonly part?: string;
}

const LIST_NAME = 'newsletter-spring.csv';
const ROWS = 2_400;

export const SCENES: readonly Scene[] = [
  {
    name: 'sign-in',
    act: async ({ page }) => void (await page.goto('/')),
    show: ({ page }) => page.getByLabel('API key').waitFor(),
    leave: ({ page, apiKey }) => signIn(page, apiKey),
  },
  {
    name: 'preview',
    act: ({ page }) => upload(page, LIST_NAME, [...sampleList({ rows: ROWS, seed: 11 })].join('')),
    show: ({ page }) => page.getByRole('button', { name: 'Start verifying' }).waitFor(),
  },
  {
    name: 'progress',
    act: async ({ page }) => {
      await page.getByRole('button', { name: 'Start verifying' }).click();
      await page.getByText(/greylisted, next retry/).waitFor();
      await page
        .locator('[role=progressbar]:is([aria-valuenow^="5"], [aria-valuenow^="6"])')
        .waitFor({ timeout: 120_000 });
    },
    show: ({ page }) => page.getByText('addresses', { exact: false }).first().waitFor(),
  },
  {
    name: 'result',
    act: ({ page }) => page.getByRole('heading', { name: 'Download' }).waitFor({ timeout: 240_000 }),
    show: async ({ page }) => {
      await page.getByRole('heading', { name: 'Rows' }).waitFor();
      await page.getByRole('table').waitFor();
    },
  },
  {
    name: 'rows',
    part: '.rows-card',
    show: async ({ page }) => {
      await page.getByLabel('Search all columns').fill('elena.s');
      await page
        .locator('.verdict-row .address')
        .filter({ hasNotText: 'elena.s' })
        .first()
        .waitFor({ state: 'detached' });
      await page
        .getByRole('button', { name: /^Details of row/ })
        .nth(1)
        .click();
    },
  },
  {
    name: 'delete',
    show: async ({ page }) => {
      await page.getByRole('button', { name: /^Delete/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'upload',
    act: async ({ page }) => void (await page.goto('/')),
    show: ({ page }) => page.getByRole('heading', { name: 'Recent lists' }).waitFor(),
  },
  {
    name: 'lists',
    act: async ({ page }) => {
      await upload(page, 'crm-export.csv', [...sampleList({ rows: 900, seed: 3 })].join(''));
      await page.getByRole('button', { name: 'Start verifying' }).click();
      await page
        .locator('[role=progressbar]:is([aria-valuenow^="5"], [aria-valuenow^="6"])')
        .waitFor({ timeout: 120_000 });
      await page.getByRole('button', { name: /^Pause/ }).click();
      await page.goto('/');
      await upload(page, 'webinar-signups.csv', [...sampleList({ rows: 300, seed: 5 })].join(''));
      await page.getByRole('button', { name: 'Start verifying' }).waitFor();
      await page.goto('/lists');
    },
    show: ({ page }) => page.getByRole('link', { name: 'crm-export.csv' }).waitFor(),
  },
  checkScene('check-passed', 'ada.lovelace@exists.test'),
  checkScene('check-failed', 'unknown.person@exists.test'),
  checkScene('check-unknown', 'info@catch-all.test'),
];

function checkScene(name: string, email: string): Scene {
  return {
    name,
    act: async ({ page }) => void (await page.goto('/check')),
    show: async ({ page }) => {
      await page.getByLabel('Email address').fill(email);
      await page.getByRole('button', { name: 'Check', exact: true }).click();
      await page.getByRole('heading', { name: 'The conversation' }).waitFor({ timeout: 60_000 });
    },
  };
}

async function signIn(page: Page, apiKey: string): Promise<void> {
  await page.getByLabel('API key').fill(apiKey);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('API key').waitFor({ state: 'detached' });
}

async function upload(page: Page, name: string, csv: string): Promise<void> {
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(csv) };
  await page.getByLabel('Choose a list to upload').setInputFiles(file);
  await page.getByRole('button', { name: 'Start verifying' }).waitFor();
}
