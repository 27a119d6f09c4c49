import { type BatchEntry, type BatchId, partitionSchema, type ResultHeader } from '@mailsift/lists';
import { z } from 'zod';

/** One run over the open addresses of a batch: all that is needed to do it, without a single address. */
export interface Pass {
  readonly batch: BatchId;
  /** 1 is the first. */
  readonly number: number;
  /** Addresses that are not decided: what the pass costs its list. */
  readonly open: number;
  readonly identity: string;
  readonly lane: string;
}

/** A pass that dispatch let start. An outdated number is not started. */
export interface DispatchedPass {
  readonly listId: string;
  readonly pass: Pass;
  readonly dispatchNumber: number;
}

const count = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

const spelled = z.tuple([
  z.tuple([partitionSchema, count, count, count]),
  count,
  count,
  z.string().regex(/^[a-z0-9]+$/),
  z.string().regex(/^[a-z0-9._+-]{1,100}$/),
]);

/** `<partition>.<cut>.<offset>.<length>~<number>~<open>~<identity>~<lane>`: safe in keys and in job ids. */
export function spellPass({ batch, number, open, identity, lane }: Pass): string {
  return [`${batch.partition}.${batch.cut}.${batch.offset}.${batch.length}`, number, open, identity, lane].join('~');
}

/** @throws ZodError for what is no pass. */
export function parsePass(text: string): Pass {
  const [batch = '', ...rest] = text.split('~');
  const [[partition, cut, offset, length], number, open, identity, lane] = spelled.parse([batch.split('.'), ...rest]);
  return { batch: { partition, cut, offset, length }, number, open, identity, lane };
}

/** The first pass of a batch. */
export function firstPass({ id, identity, lane, addresses }: BatchEntry): Pass {
  return { batch: id, number: 1, open: addresses, identity, lane };
}

/** The pass that follows one, for what that left over. */
export function nextPass(pass: Pass, { waiting }: NonNullable<ResultHeader['remainder']>): Pass {
  const open = Object.values(waiting).reduce((sum, count) => sum + count, 0);
  return { ...pass, number: pass.number + 1, open };
}
