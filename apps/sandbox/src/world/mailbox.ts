import { type Action, reply } from '../smtp/action.ts';
import type { Recipient } from '../smtp/hostScript.ts';

export type MailboxState = 'exists' | 'unknown' | 'disabled' | 'full';

/** Verifiers ask for 12-18 random letters and digits; nobody here is called that, unless the name starts with `user`. */
const RANDOM_LOOKING = /^[a-z0-9]{12,}$/;

/**
 * Whose mailbox it is, by the local part alone: `unknown...` and `nobody...` do not exist, nor do 12 or more letters and
 * digits in a row; `disabled...` and `full...` are what they say; everybody else exists, `user...` of any length.
 */
export function mailboxState(local: string): MailboxState {
  const name = local.toLowerCase();
  if (name.startsWith('user')) return 'exists';
  if (name.startsWith('unknown') || name.startsWith('nobody')) return 'unknown';
  if (name.startsWith('disabled')) return 'disabled';
  if (name.startsWith('full')) return 'full';
  return RANDOM_LOOKING.test(name) ? 'unknown' : 'exists';
}

/** The words a mail system has for its mailboxes; `<>` stands for the address. */
export type Dialect = Readonly<Record<MailboxState, string>>;

/** Postfix's words. */
export const PLAIN: Dialect = {
  exists: '250 2.1.5 Ok',
  unknown: '550 5.1.1 <>: Recipient address rejected: User unknown in virtual mailbox table',
  disabled: '550 5.2.1 <>: Recipient address rejected: This mailbox has been disabled',
  full: '552 5.2.2 <>: Recipient address rejected: The mailbox is over quota',
};

const ACCEPTED = reply(PLAIN.exists);

/** What a host of this dialect says to RCPT. */
export function answerMailbox({ local, address }: Recipient, dialect: Dialect = PLAIN): Action {
  const text = dialect[mailboxState(local)];
  return text === PLAIN.exists ? ACCEPTED : reply(text.replaceAll('<>', `<${address}>`));
}
