import type { Flag } from '@mailsift/signals';
import { CAUSES, EVENTS } from '@mailsift/verdict';
import { z } from 'zod';
import { type AddressResult, addressResultSchema } from '../result/addressResult.ts';
import { isoTime } from './isoTime.ts';
import { ROW_STATUSES } from './outcomeCode.ts';

const flag = z.boolean().nullable();
const text = z.string().nullable();

export const rowResultSchema = z.object({
  /** The address that was checked: the first spelling of it in the list. For a faulty cell, the cell. */
  email: z.string(),
  status: z.enum(ROW_STATUSES),
  /** Null while the status is `pending`. */
  event: z.enum(EVENTS).nullable(),
  details: z.string(),
  emailSuggested: text,
  mailbox: z.string(),
  domain: z.string(),
  /** The flags are null while nobody has looked at the address yet. */
  isDisposable: flag,
  isFreeService: flag,
  isRoleAccount: flag,
  isGibberish: flag,
  mxEnrichment: z.object({ mxHost: text, mxIp: text, mxGeo: text, mxCity: text, mxIsp: text }),
  cause: z.enum(CAUSES).nullable(),
  rule: text,
  smtp: addressResultSchema.shape.smtp,
  attempts: z.int().min(0),
  /** ISO 8601, UTC. */
  verifiedAt: text,
  /** Seconds. */
  execution: z.number(),
});
/** The result of an address as everybody sees it (DESIGN section 5). */
export type RowResult = z.infer<typeof rowResultSchema>;

/** What is known of where an IP address is; '' where it is not. */
export type Enrich = (ip: string) => { readonly geo: string; readonly city: string; readonly isp: string };

const NOWHERE: RowResult['mxEnrichment'] = { mxHost: null, mxIp: null, mxGeo: null, mxCity: null, mxIsp: null };

/** The public shape of a verdict. */
export function resultOf(found: AddressResult, enrich: Enrich): RowResult {
  return {
    email: found.address,
    status: found.status,
    event: found.event,
    details: found.details,
    emailSuggested: found.suggested,
    ...partsOf(found.address),
    ...flagsOf(found.flags),
    mxEnrichment: enriched(found, enrich),
    cause: found.cause,
    rule: found.rule,
    smtp: found.smtp,
    attempts: found.attempts,
    verifiedAt: isoTime(found.verifiedAt),
    execution: found.executionMs / 1_000,
  };
}

/** An address without a verdict yet. `known` is null where it was not even resolved. */
export function pendingResult(
  address: string,
  known: { readonly flags: readonly Flag[]; readonly suggested: string | null } | null,
): RowResult {
  return {
    email: address,
    status: 'pending',
    event: null,
    details: '',
    emailSuggested: known?.suggested ?? null,
    ...partsOf(address),
    ...flagsOf(known?.flags ?? null),
    mxEnrichment: NOWHERE,
    cause: null,
    rule: null,
    smtp: null,
    attempts: 0,
    verifiedAt: null,
    execution: 0,
  };
}

function partsOf(address: string): Pick<RowResult, 'mailbox' | 'domain'> {
  const at = address.lastIndexOf('@');
  return at === -1 ? { mailbox: '', domain: '' } : { mailbox: address.slice(0, at), domain: address.slice(at + 1) };
}

function flagsOf(
  flags: readonly Flag[] | null,
): Pick<RowResult, 'isDisposable' | 'isFreeService' | 'isRoleAccount' | 'isGibberish'> {
  return {
    isDisposable: flags?.includes('disposable') ?? null,
    isFreeService: flags?.includes('free') ?? null,
    isRoleAccount: flags?.includes('role') ?? null,
    isGibberish: flags?.includes('gibberish') ?? null,
  };
}

function enriched({ mxHost, mxIp }: AddressResult, enrich: Enrich): RowResult['mxEnrichment'] {
  if (mxIp === null) return { ...NOWHERE, mxHost };
  const { geo, city, isp } = enrich(mxIp);
  return { mxHost, mxIp, mxGeo: geo || null, mxCity: city || null, mxIsp: isp || null };
}
