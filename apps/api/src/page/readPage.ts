import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

/** A file of the web page, ready to be sent. */
export interface PageFile {
  readonly type: string;
  readonly etag: string;
  /** By content coding (RFC 9110 section 8.4.1). */
  readonly bodies: Readonly<Record<'br' | 'gzip' | 'identity', Buffer>>;
}

/** The files of the built page by their path, `/index.html` among them. */
export type Page = ReadonlyMap<string, PageFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Reads the built page, some dozen kB, into memory and compresses it once: what is served later is looked up by name in a table, and
 * no path of a request ever reaches the file system.
 *
 * @throws Error where the folder cannot be read.
 */
export async function readPage(folder: string): Promise<Page> {
  const paths = (await readdir(folder, { recursive: true })).filter((path) => TYPES[extname(path)] !== undefined);
  const files = await Promise.all(
    paths.map(async (path) => [`/${path.split(sep).join('/')}`, await readPageFile(join(folder, path))] as const),
  );
  return new Map(files);
}

async function readPageFile(path: string): Promise<PageFile> {
  const identity = await readFile(path);
  const [br, gz] = await Promise.all([promisify(brotliCompress)(identity), promisify(gzip)(identity)]);
  return {
    type: TYPES[extname(path)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`,
    bodies: { br, gzip: gz, identity },
  };
}
