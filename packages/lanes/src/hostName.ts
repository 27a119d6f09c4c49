import { isIP } from 'node:net';

const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;

/**
 * A host name in its one spelling: lower case, no trailing dot; null where it is not one. Letters, digits, hyphen and
 * underscore only (RFC 1123, and what people really use). IP literals, and names whose last label is all digits, are
 * no host names: `127.1` and `2130706433` reach loopback wherever a system resolver gets hold of them.
 */
export function parseHostName(text: string): string | null {
  const name = text.toLowerCase().replace(/\.$/, '');
  if (name.length === 0 || name.length > 253 || isIP(name) !== 0) return null;
  const labels = name.split('.');
  if (!labels.every((label) => LABEL.test(label))) return null;
  return /^(\d+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? '') ? null : name;
}
