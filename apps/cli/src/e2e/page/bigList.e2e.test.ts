import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type System, startSystem } from '../system.fixture.ts';
import { openTab, startBrowser } from './browser.fixture.ts';
import { findBrowser } from './installed.fixture.ts';
import { download, listIdOf, shownAddresses, start, untilCompleted, upload } from './screens.fixture.ts';

const ROWS = 5_000;

/** Many small servers, so that it takes a person's while; every tenth mailbox does not exist, every hundredth is greylisted. */
function listText(): string {
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const name = row % 10 === 0 ? 'unknown' : 'user';
    const domain = row % 100 === 1 ? 'greylist.test' : `d${Math.floor(row / 20)}.small.test`;
    return `${row},"Row, ${row}",${name}${row}@${domain}`;
  });
  return `id,name,email\n${rows.join('\n')}\n`;
}

describe.skipIf(findBrowser() === null)('a person with a list of 5,000 rows', () => {
  let system: System;
  let browser: Browser;
  beforeAll(async () => {
    system = await startSystem({ workers: 1, env: { LANE_DEFAULT_RATE: '200/s', WORKER_CONNECTIONS: '60' } });
    browser = await startBrowser();
  }, 120_000);

  it('uploads it, watches it finish, filters and searches its rows, and downloads what they want', async () => {
    const { page, faults } = await openTab(browser, system.url);
    const text = listText();
    await page.goto('/');
    await upload(page, { name: 'people.csv', text });
    expect(await page.getByLabel('Column with the addresses').inputValue()).toBe('3');
    await start(page);
    await page.getByText(/ of 5,000 addresses/).waitFor({ timeout: 120_000 });
    const growing = page.getByRole('progressbar', { name: 'Verifying' });
    await growing.waitFor();
    expect(Number(await growing.getAttribute('aria-valuenow'))).toBeLessThan(100);
    await untilCompleted(page);

    const passed = page.getByRole('radio', { name: /^Passed/ });
    await passed.check({ force: true });
    expect((await shownAddresses(page)).slice(0, 3)).toEqual([
      'user1@greylist.test',
      'user2@d0.small.test',
      'user3@d0.small.test',
    ]);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Page 2').waitFor();
    expect(await shownAddresses(page)).toHaveLength(50);
    await page.getByLabel('Search all columns').fill('Row, 4321');
    await page.getByText('Page 1').waitFor();
    await page.getByText('user4321@d216.small.test').waitFor();
    expect(await shownAddresses(page)).toEqual(['user4321@d216.small.test']);

    const everything = await download(page, /^Everything/);
    expect(everything).toBe(await (await fetch(`${system.url}/v1/lists/${listIdOf(page)}/download`)).text());
    const lines = everything.trimEnd().split('\n');
    expect(lines.map((line) => line.split(',mailsift_')[0])[0]).toBe('id,name,email');
    expect(lines.slice(1).map((line, row) => line.startsWith(`${text.split('\n')[row + 1]},`))).not.toContain(false);
    const safe = (await download(page, /^Safe to send/)).trimEnd().split('\n').slice(1);
    expect(safe).toHaveLength(ROWS - ROWS / 10);
    expect(safe.filter((line) => !line.includes(',passed,mailbox_exists,'))).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('pauses it and resumes it, and it finishes', async () => {
    const { page, faults } = await openTab(browser, system.url);
    await page.goto('/');
    await upload(page, { name: 'pausable.csv', text: listText().replaceAll('.small.test', '.tiny.small.test') });
    await start(page);
    await page.getByText(/\d of 5,000 addresses/).waitFor({ timeout: 120_000 });
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('nobody is asked until you resume').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await untilCompleted(page);
    expect(await system.client.read(listIdOf(page))).toMatchObject({ state: 'completed', percent: 100 });
    expect(faults).toEqual([]);
  });

  it('cancels one after they were asked, and deletes it after they were asked again', async () => {
    const { page, faults } = await openTab(browser, system.url);
    await page.goto('/');
    await upload(page, { name: 'regretted.csv', text: listText().replaceAll('.small.test', '.other.small.test') });
    const id = listIdOf(page);
    await start(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Go on verifying' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.locator(':focus').textContent()).toContain('Cancel');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Stop verifying' }).click();
    await page.getByText('Canceled', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Lists', exact: true }).click();
    await page.getByRole('button', { name: 'Delete regretted.csv' }).click();
    await page.getByRole('button', { name: 'Delete list' }).click();
    await page.getByRole('link', { name: 'regretted.csv' }).waitFor({ state: 'detached' });
    expect((await fetch(`${system.url}/v1/lists/${id}`)).status).toBe(404);
    expect(faults).toEqual([]);
  });
});
