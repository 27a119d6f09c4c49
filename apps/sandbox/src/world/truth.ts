import { domainToASCII } from 'node:url';
import type { DomainRow, Truth } from './domainRow.ts';
import { type MailboxState, mailboxState } from './mailbox.ts';
import { DISABLED, FULL, NOT_FOUND, PASSED } from './row.ts';
import type { World } from './world.ts';

const BY_STATE: Readonly<Record<MailboxState, Truth>> = {
  exists: PASSED,
  unknown: NOT_FOUND,
  disabled: DISABLED,
  full: FULL,
};
const NO_DOMAIN: Truth = { status: 'failed', event: 'domain_does_not_exist', cause: 'nxdomain' };
const NOT_OFFERED: Truth = { status: 'unknown', event: 'inconclusive', cause: 'smtputf8_not_offered' };

/**
 * The verdict a perfect verifier ends with for an address, after its retries and with the default settings. Null for
 * what is no address (no `@`, nothing on one side of it): whether the rest of the syntax is right is not judged here.
 */
export function truthOf(address: string, world: World): Truth | null {
  const at = address.lastIndexOf('@');
  if (at <= 0 || at === address.length - 1) return null;
  const row = world.findDomain(domainToASCII(address.slice(at + 1)));
  if (row === null) return NO_DOMAIN;
  return ofMailbox(address.slice(0, at), row);
}

function ofMailbox(local: string, { truth, smtpUtf8 }: DomainRow): Truth {
  if (truth.kind === 'all') return truth.truth;
  // In UTF-8, ASCII alone takes one byte a character.
  if (!smtpUtf8 && Buffer.byteLength(local) > local.length) return NOT_OFFERED;
  const state = mailboxState(local);
  if (truth.kind === 'at_first') return { ...truth.truth, later: BY_STATE[state] };
  return truth.except?.[state] ?? BY_STATE[state];
}
