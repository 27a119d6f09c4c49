import type { RecipientFact, Reply } from '@mailsift/smtp';
import { isNotFound, judgeReply } from '@mailsift/verdict';
import type { LedgerEntry } from './recipientLedger.ts';

/** So many who are all unknown, and nobody known: either nobody lives there, or the server says so to whoever we ask for. */
const EVERYBODY = 5;
/** So many in words that the server did not have for an address that cannot exist. */
const IN_OTHER_WORDS = 2;

/** Refusals that may be about us though their words are about mailboxes. */
export interface Doubt {
  /**
   * `turned`: after it had accepted somebody, the server refused others in words of their own, as one does whose limit was
   * passed (Exim). `everybody`: it refused all, the random address included, in the same words.
   */
  readonly kind: 'turned' | 'everybody';
  readonly entries: readonly LedgerEntry[];
  readonly wording: string;
}

/** What is to be doubted of the answers of one run, or null. `random` is what the random address was told in it. */
export function findDoubt(entries: readonly LedgerEntry[], random: RecipientFact | null): Doubt | null {
  if (random?.kind !== 'replied') return null;
  const isAnyAccepted = entries.some(({ fact }) => isAccepted(fact));
  const refused = entries.filter(isRefused);
  if (refused.length < (isAnyAccepted ? IN_OTHER_WORDS : EVERYBODY)) return null;
  const known = wordingOf(random.reply);
  const worded = refused.map((entry) => ({ entry, wording: wordingOfFact(entry.fact) }));
  const wording = isAnyAccepted ? worded.find((one) => one.wording !== known)?.wording : known;
  if (wording === undefined || wording === null) return null;
  const alike = worded.filter((one) => one.wording === wording).map(({ entry }) => entry);
  if (alike.length < (isAnyAccepted ? IN_OTHER_WORDS : EVERYBODY)) return null;
  return { kind: isAnyAccepted ? 'turned' : 'everybody', entries: alike, wording };
}

/**
 * Whether the answer to an address that every domain has (RFC 5321 section 4.5.1: postmaster) clears the doubt: it was
 * accepted, or refused in words of its own, so the server does tell one recipient from another.
 */
export function clearsDoubt(control: RecipientFact, { wording }: Doubt): boolean {
  if (control.kind !== 'replied') return false;
  return isAccepted(control) || (control.reply.code >= 500 && wordingOf(control.reply) !== wording);
}

function isRefused({ fact }: LedgerEntry): boolean {
  return fact.kind === 'replied' && isNotFound(fact.reply) && judgeReply(fact.reply).event === 'mailbox_does_not_exist';
}

function isAccepted(fact: RecipientFact): boolean {
  return fact.kind === 'replied' && fact.reply.code >= 200 && fact.reply.code < 300;
}

function wordingOfFact(fact: RecipientFact): string | null {
  return fact.kind === 'replied' ? wordingOf(fact.reply) : null;
}

/** A reply without what differs from one recipient or moment to the next: addresses, and words with digits in them. */
function wordingOf({ code, text }: Reply): string {
  const words = text
    .toLowerCase()
    .replace(/\S*@\S*/g, '')
    .split(/[^\p{L}\p{N}.]+/u);
  return [code, ...words.filter((word) => word !== '' && !/\p{L}.*\d|\d.*\p{L}|\d{4,}/u.test(word))].join(' ');
}
