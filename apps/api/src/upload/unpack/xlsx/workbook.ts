import type { Readable } from 'node:stream';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import { ApiProblem } from '../../../http/apiProblem.ts';
import { assertRatio } from '../compressionRatio.ts';
import { readDateStyles } from './dateStyles.ts';
import { readSharedStrings } from './sharedStrings.ts';
import { readXml } from './xmlEvents.ts';

/** What reading a sheet needs to know of its workbook. */
export interface Workbook {
  readonly sharedStrings: readonly string[];
  /** Cell styles, by number, that show a date. */
  readonly dateStyles: ReadonlySet<number>;
  /** Days count from 1904 in place of 1900. */
  readonly is1904: boolean;
  openSheet(): Promise<Readable>;
}

const MOST_ENTRIES = 10_000;
/** Unpacked, of one part: the XML of a full sheet of a few columns stays below. */
const LARGEST_PART = 4 * 1024 * 1024 * 1024;

/** @throws ApiProblem `no_workbook`, `broken_archive`, `compression_ratio`, `workbook_too_large`. */
export async function openWorkbook(fd: number): Promise<Workbook> {
  const zip = await fromFdPromise(fd, { autoClose: false, lazyEntries: true }).catch(broken);
  const parts = await partsOf(zip).catch(broken);
  const open = async (name: string) => openPart(zip, parts.get(name));
  const { sheetId, is1904 } = await readSheetId(await open('xl/workbook.xml'));
  const sheet = await readTarget(await open('xl/_rels/workbook.xml.rels'), sheetId);
  return {
    sharedStrings: await readSharedStrings(await openOptional(zip, parts.get('xl/sharedStrings.xml'))),
    dateStyles: await readDateStyles(await openOptional(zip, parts.get('xl/styles.xml'))),
    is1904,
    openSheet: () => open(sheet),
  };
}

function broken(cause: unknown): never {
  throw cause instanceof ApiProblem ? cause : new ApiProblem('broken_archive', { cause });
}

async function partsOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MOST_ENTRIES) throw new ApiProblem('no_workbook');
  const parts = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) parts.set(entry.fileName, entry);
  return parts;
}

/** The sizes that an entry declares are kept to: the stream fails where more comes out. */
async function openPart(zip: ZipFile, entry: Entry | undefined): Promise<Readable> {
  if (entry === undefined || entry.isEncrypted()) throw new ApiProblem('no_workbook');
  assertRatio({ packed: entry.compressedSize, unpacked: entry.uncompressedSize });
  if (entry.uncompressedSize > LARGEST_PART) throw new ApiProblem('workbook_too_large');
  return zip.openReadStreamPromise(entry).catch(broken);
}

async function openOptional(zip: ZipFile, entry: Entry | undefined): Promise<Readable | null> {
  return entry === undefined ? null : openPart(zip, entry);
}

/** The first sheet that a person sees. */
async function readSheetId(part: Readable): Promise<{ readonly sheetId: string; readonly is1904: boolean }> {
  let sheetId: string | null = null;
  let is1904 = false;
  for await (const { kind, name, attributes } of readXml(part)) {
    if (kind !== 'open') continue;
    if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.get('date1904') ?? '');
    const isShown = (attributes.get('state') ?? 'visible') === 'visible';
    if (name === 'sheet' && isShown) sheetId ??= attributes.get('id') ?? null;
  }
  if (sheetId === null) throw new ApiProblem('no_workbook');
  return { sheetId, is1904 };
}

async function readTarget(part: Readable, sheetId: string): Promise<string> {
  let target: string | null = null;
  for await (const { kind, name, attributes } of readXml(part)) {
    if (kind !== 'open' || name !== 'Relationship' || attributes.get('Id') !== sheetId) continue;
    target = attributes.get('Target') ?? null;
  }
  if (target === null) throw new ApiProblem('no_workbook');
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}
