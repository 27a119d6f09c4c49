import { isIP } from 'node:net';
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { parseDuration, parseRate, parseSize } from './units.ts';

/** A value written as text. `read` answers null for what is not allowed; `allowed` says what is. */
function written<T>(allowed: string, read: (text: string) => T | null) {
  return z.string().transform((text, context) => {
    const value = read(text);
    if (value !== null) return value;
    context.addIssue({ code: 'custom', message: allowed });
    return z.NEVER;
  });
}

function within(value: number | null, min: number, max: number): number | null {
  return value !== null && value >= min && value <= max ? value : null;
}

export const integer = (min: number, max: number) =>
  written(`a whole number from ${min} to ${max}`, (text) =>
    within(/^\d{1,12}$/.test(text) ? Number(text) : null, min, max),
  );

/** Milliseconds; bounds are written with their units too. */
export const duration = (min: string, max: string) =>
  written(`a duration from ${min} to ${max} with its unit, such as 500ms, 10s, 6m, 2h or 1d`, (text) =>
    within(parseDuration(text), parseDuration(min) ?? 0, parseDuration(max) ?? 0),
  );

/** Milliseconds, in the order written; `none` for an empty list. */
export const durations = written(
  'up to 20 durations with commas between them, such as 6m,16m,35m,2h, or none',
  (text) => {
    if (text === 'none') return [];
    const values = splitList(text).map((item) => within(parseDuration(item), 1, 30 * 86_400_000));
    const valid = values.filter((value) => value !== null);
    return valid.length === values.length && valid.length > 0 && valid.length <= 20 ? valid : null;
  },
);

/** Whole numbers, in the order written. */
export const integers = written('up to 100 whole numbers with commas between them, such as 200,500,1000', (text) => {
  const values = splitList(text).map((item) => within(/^\d{1,9}$/.test(item) ? Number(item) : null, 1, 1e9));
  const valid = values.filter((value) => value !== null);
  return valid.length === values.length && valid.length > 0 && valid.length <= 100 ? valid : null;
});

/** Bytes. */
export const size = written('a size from 1kb to 1tb with its unit, such as 100mb or 2gb', (text) =>
  within(parseSize(text), 2 ** 10, 2 ** 40),
);

/** A number per second. */
export const rate = written('a rate such as 20/s, 600/m or 5000/h', (text) =>
  within(parseRate(text), 1 / 3_600, 100_000),
);

export const flag = written('true or false', (text) => {
  if (text === 'true') return true;
  return text === 'false' ? false : null;
});

export const oneOf = <const T extends string>(...values: readonly T[]) =>
  written(`one of ${values.join(', ')}`, (text) => values.find((value) => value === text) ?? null);

export const host = written('an IP address or a host name to listen on', (text) =>
  isIP(text) !== 0 || /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i.test(text) ? text : null,
);

export const redisUrl = written('redis://[user:password@]host[:port][/db], or rediss:// for TLS', (text) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && (url.protocol === 'redis:' || url.protocol === 'rediss:') && url.hostname !== '' ? text : null;
});

/** The folder of a `file:` URL. */
export const storageFolder = written(
  'file:///absolute/path. Object storage (s3://bucket/prefix) is not supported yet',
  (text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || url.protocol !== 'file:' || url.hostname !== '' || !text.startsWith('file:///')) return null;
    try {
      const folder = fileURLToPath(url);
      return isAbsolute(folder) && !folder.includes('\0') ? folder : null;
    } catch {
      return null;
    }
  },
);

export const folderUrl = (folder: string) => pathToFileURL(folder).href;

export const files = written('up to 20 paths of files with commas between them', (text) => {
  const paths = splitList(text);
  const valid = paths.length <= 20 && paths.every((path) => path.length <= 4_096 && !path.includes('\0'));
  return valid ? paths.map((path) => resolve(path)) : null;
});

/** Keys and secrets travel in a header: visible ASCII, long enough not to be guessed. */
const SECRET = /^[\x21-\x2b\x2d-\x7e]{16,256}$/;

export const secret = written('16 to 256 visible ASCII characters without commas', (text) =>
  SECRET.test(text) ? text : null,
);

export const secrets = written(
  'keys with commas between them, each different and of 16 to 256 visible ASCII characters',
  (text) => {
    const keys = splitList(text);
    return keys.every((key) => SECRET.test(key)) && new Set(keys).size === keys.length ? keys : null;
  },
);

/** As `dns.Resolver.setServers` takes them. */
export const dnsServers = written(
  'IP addresses with commas between them, each with an optional port: 127.0.0.1:5353,[::1]:53',
  (text) => {
    const servers = splitList(text);
    return servers.length <= 16 && servers.every(isDnsServer) ? servers : null;
  },
);

function isDnsServer(text: string): boolean {
  if (isIP(text) !== 0) return true;
  const match = /^(?:\[([0-9a-f:.]+)\]|([0-9.]+))(?::(\d{1,5}))?$/i.exec(text);
  if (match === null || within(Number(match[3] ?? '53'), 1, 65_535) === null) return false;
  return isIP(match[1] ?? '') === 6 || isIP(match[2] ?? '') === 4;
}

export function splitList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
