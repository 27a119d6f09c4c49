/** Every screen in light, dark and at the width of a phone, into docs/screenshots: `npm run screenshots`. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findOnPath } from '../../packages/runtime/src/index.ts';
import { SCENES, type Scene } from './scenes.ts';
import { API_KEY, startWorld } from './world.ts';

const FOLDER = fileURLToPath(new URL('../../docs/screenshots', import.meta.url));

const LOOKS = [
  { name: 'light', width: 1280, height: 800, colorScheme: 'light', isMobile: false },
  { name: 'dark', width: 1280, height: 800, colorScheme: 'dark', isMobile: false },
  { name: 'phone', width: 390, height: 844, colorScheme: 'light', isMobile: true },
] as const;
type Look = (typeof LOOKS)[number];

const executablePath = findOnPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);
if (executablePath === null) throw new Error('Screenshots need Chromium. Debian/Ubuntu: apt-get install chromium');

const world = await startWorld();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  const pages = await Promise.all(LOOKS.map(async (look) => ({ look, page: await openPage(browser, look) })));
  for (const scene of SCENES) await shoot(scene, pages);
} finally {
  await browser.close();
  await world.close();
}

async function openPage(from: Browser, { width, height, colorScheme, isMobile }: Look): Promise<Page> {
  const context = await from.newContext({
    baseURL: world.url,
    viewport: { width, height },
    colorScheme,
    isMobile,
    hasTouch: isMobile,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  return context.newPage();
}

/** The first page does what the scene is about; the others look at the same, so that all show one moment. */
async function shoot(scene: Scene, pages: readonly { readonly look: Look; readonly page: Page }[]): Promise<void> {
  const [first] = pages;
  if (first === undefined) return;
  const apiKey = API_KEY;
  await scene.act?.({ page: first.page, apiKey });
  const path = new URL(first.page.url()).pathname;
  for (const { look, page } of pages) {
    if (page !== first.page) await page.goto(path);
    await scene.show({ page, apiKey });
    const shot = join(FOLDER, `${scene.name}-${look.name}.png`);
    if (scene.part === undefined) await page.screenshot({ path: shot });
    else await page.locator(scene.part).screenshot({ path: shot });
    await scene.leave?.({ page, apiKey });
  }
}
