import type { Delimiter } from '@mailsift/intake';
import { type Decision, decideEmpty, decideExpired, decideSyntax } from '@mailsift/verdict';
import type { AddressResult, BatchAddress } from '../result/addressResult.ts';
import { decidedResult } from '../result/decidedResult.ts';
import type { SplitRecord } from '../split/splitRecord.ts';
import type { Found } from './foundResults.ts';
import { BlobEncoder } from './rowBlob.ts';
import { type Enrich, pendingResult, resultOf } from './rowResult.ts';

export interface BlobOptions {
  readonly delimiter: Delimiter;
  readonly enrich: Enrich;
  /** Epoch ms: when faulty cells and expired addresses got their verdict. */
  readonly now: number;
  /** What becomes of an address without a verdict; `refuse` where none can be left. */
  readonly undecided: 'refuse' | 'pending' | 'expired';
}

/** Makes the bytes that both files show of an address: valid until the next are made. */
export interface BlobMaker {
  /** @throws Error where undecided addresses are refused. */
  readonly ofFound: (found: Found) => Buffer;
  /** A record that no cut has: its cell is faulty, or its address is not resolved yet. */
  readonly ofRecord: (record: SplitRecord) => Buffer;
  /** A row without a record. */
  readonly ofEmpty: () => Buffer;
}

export function createBlobMaker(options: BlobOptions): BlobMaker {
  const { now } = options;
  const encoder = new BlobEncoder(options.delimiter);
  const enrich = remembered(options.enrich);
  const decided = (result: AddressResult) => encoder.encode(resultOf(result, enrich), result.flags);
  const faulty = (cell: string, decision: Decision) => decided(decidedResult(unknownAddress(cell), decision, now));
  const undecided = (open: Open) => {
    switch (options.undecided) {
      case 'refuse':
        throw new Error('The list is not complete: an address of it has no verdict');
      case 'pending':
        return encoder.encode(pendingResult(open.address, open.known), open.known?.flags ?? []);
      case 'expired':
        return decided(expiredResult(open, now));
      default:
        return options.undecided satisfies never;
    }
  };
  return {
    ofFound: (found) => {
      switch (found.kind) {
        case 'decided':
          return decided(found.result);
        case 'waiting':
          return undecided({ address: found.result.address, known: found.result, last: found.result });
        case 'not_asked':
          return undecided({ address: found.address.address, known: found.address, last: null });
        default:
          return found satisfies never;
      }
    },
    ofRecord: (record) => {
      if (record.kind === 'invalid') return faulty(record.cell, decideSyntax(record.reason));
      return undecided({ address: record.address, known: null, last: null });
    },
    ofEmpty: () => faulty('', decideEmpty()),
  };
}

/** One server answers for many addresses. */
const MOST_REMEMBERED = 10_000;

function remembered(enrich: Enrich): Enrich {
  const places = new Map<string, ReturnType<Enrich>>();
  return (ip) => {
    const known = places.get(ip);
    if (known !== undefined) return known;
    if (places.size >= MOST_REMEMBERED) places.clear();
    const place = enrich(ip);
    places.set(ip, place);
    return place;
  };
}

/** An address without a verdict: what resolve found out about it, and what its last pass left. */
interface Open {
  readonly address: string;
  readonly known: BatchAddress | null;
  readonly last: AddressResult | null;
}

function unknownAddress(address: string): BatchAddress {
  return { address, rows: 1, flags: [], suggested: null };
}

/** Unknown with its last cause; what the last server said stays beside it. */
function expiredResult({ address, known, last }: Open, now: number): AddressResult {
  const expired = decidedResult(known ?? unknownAddress(address), decideExpired(last?.cause ?? null), now);
  if (last === null) return expired;
  const { mxHost, mxIp, smtp, attempts, tries, executionMs } = last;
  return { ...expired, mxHost, mxIp, smtp, attempts, tries, executionMs };
}
