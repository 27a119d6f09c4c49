import type { Delimiter } from '@mailsift/intake';
import { type Decision, decideEmpty, decideExpired, decideSyntax } from '@mailsift/verdict';
import type { AddressResult, BatchAddress } from '../result/addressResult.ts';
import { decidedResult } from '../result/decidedResult.ts';
import type { SplitRecord } from '../split/splitRecord.ts';
import type { Found } from './foundResults.ts';
import { encodeBlob } from './rowBlob.ts';
import { type Enrich, pendingResult, resultOf } from './rowResult.ts';

export interface BlobOptions {
  readonly delimiter: Delimiter;
  readonly enrich: Enrich;
  /** Epoch ms: when faulty cells and expired addresses got their verdict. */
  readonly now: number;
  /** What becomes of an address without a verdict; `refuse` where none can be left. */
  readonly undecided: 'refuse' | 'pending' | 'expired';
}

/** Makes the bytes that both files show of an address. */
export class BlobMaker {
  readonly #options: BlobOptions;

  constructor(options: BlobOptions) {
    this.#options = options;
  }

  /** @throws Error where undecided addresses are refused. */
  ofFound(found: Found): Buffer {
    switch (found.kind) {
      case 'decided':
        return this.#decided(found.result);
      case 'waiting':
        return this.#undecided(found.result.address, found.result, found.result);
      case 'not_asked':
        return this.#undecided(found.address.address, found.address, null);
      default:
        return found satisfies never;
    }
  }

  /** A record that no cut has: its cell is faulty, or its address is not resolved yet. */
  ofRecord(record: SplitRecord): Buffer {
    if (record.kind === 'address') return this.#undecided(record.address, null, null);
    return this.#withoutProbe(record.cell, decideSyntax(record.reason));
  }

  ofEmpty(): Buffer {
    return this.#withoutProbe('', decideEmpty());
  }

  #withoutProbe(text: string, decision: Decision): Buffer {
    const address = { address: text, rows: 1, flags: [], suggested: null };
    return this.#decided(decidedResult(address, decision, this.#options.now));
  }

  #decided(result: AddressResult): Buffer {
    return encodeBlob(resultOf(result, this.#options.enrich), result.flags, this.#options.delimiter);
  }

  #undecided(address: string, known: BatchAddress | null, last: AddressResult | null): Buffer {
    const { undecided, delimiter, now } = this.#options;
    switch (undecided) {
      case 'refuse':
        throw new Error('The list is not complete: an address of it has no verdict');
      case 'pending':
        return encodeBlob(pendingResult(address, known), known?.flags ?? [], delimiter);
      case 'expired': {
        const about = known ?? { address, rows: 1, flags: [], suggested: null };
        const { status, event, cause, rule, details } = decidedResult(about, decideExpired(last?.cause ?? null), now);
        const before = last ?? decidedResult(about, decideExpired(null), now);
        return this.#decided({ ...before, status, event, cause, rule, details, verifiedAt: now, retry: null });
      }
      default:
        return undecided satisfies never;
    }
  }
}
