import { describe, expect, it } from 'vitest';
import tokens from './tokens.css?raw';

/** WCAG 2.2, success criterion 1.4.3: text of this size needs 4.5 to 1. */
const ENOUGH = 4.5;

const TEXT_ON = [
  ['text', 'ground'],
  ['text', 'surface'],
  ['text', 'sunken'],
  ['text', 'accent-soft'],
  ['muted', 'ground'],
  ['muted', 'surface'],
  ['muted', 'sunken'],
  ['muted', 'accent-soft'],
  ['muted', 'failed-soft'],
  ['muted', 'unknown-soft'],
  ['accent', 'ground'],
  ['accent', 'surface'],
  ['accent', 'accent-soft'],
  ['on-accent', 'accent'],
  ['passed', 'surface'],
  ['passed', 'passed-soft'],
  ['failed', 'surface'],
  ['failed', 'failed-soft'],
  ['unknown', 'surface'],
  ['unknown', 'unknown-soft'],
  ['pending', 'pending-soft'],
] as const;

const [light = '', dark = ''] = tokens.split('@media');
const LOOKS = { light, dark } as const;

describe.each(['light', 'dark'] as const)('the colours of the %s look', (look) => {
  it.each(TEXT_ON)('let %s be read on %s', (text, ground) => {
    const [one, other] = [luminance(LOOKS[look], text), luminance(LOOKS[look], ground)];
    expect((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)).toBeGreaterThanOrEqual(ENOUGH);
  });
});

/** Relative luminance of a token, as WCAG 2.2 defines it. */
function luminance(css: string, token: string): number {
  const [, hex] = new RegExp(`--${token}: #([0-9a-f]{6});`).exec(css) ?? [];
  if (hex === undefined) throw new Error(`There is no token ${token}`);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
