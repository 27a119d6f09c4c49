import type { HostScript, ScriptMaker, StepRule } from '../smtp/hostScript.ts';
import type { DnsRule, DomainRow, HostPlace, HostRow, Truth, TruthRule } from './domainRow.ts';
import type { MailboxState } from './mailbox.ts';

export const PASSED: Truth = { status: 'passed', event: 'mailbox_exists' };
export const NOT_FOUND: Truth = { status: 'failed', event: 'mailbox_does_not_exist' };
export const DISABLED: Truth = { status: 'failed', event: 'mailbox_disabled' };
export const FULL: Truth = { status: 'failed', event: 'mailbox_full' };
export const CATCH_ALL: Truth = { status: 'unknown', event: 'is_catchall', cause: 'accepts_all' };

export const BY_MAILBOX: TruthRule = { kind: 'by_mailbox' };
export const always = (truth: Truth): TruthRule => ({ kind: 'all', truth });
export const mailboxesBut = (except: Partial<Record<MailboxState, Truth>>): TruthRule => ({
  kind: 'by_mailbox',
  except,
});
export const failed = (event: string, cause?: string): TruthRule => always({ status: 'failed', event, cause });
/** Nothing could be found out, and this is why. */
export const unknown = (cause?: string): TruthRule => always({ status: 'unknown', event: 'inconclusive', cause });

interface RowDetails {
  readonly about: string;
  readonly truth?: TruthRule;
  readonly dns?: DnsRule;
  /** One host, `mx.<domain>`, that behaves so; or the hosts themselves. */
  readonly script?: ScriptMaker | HostScript;
  readonly hosts?: readonly HostRow[];
  readonly domain?: string;
  readonly samples?: DomainRow['samples'];
  readonly smtpUtf8?: boolean;
}

/** A row of the table. Its domain is `<behaviour>.test` unless it names one; truth is by mailbox unless it says so. */
export function row(behaviour: string, details: RowDetails): DomainRow {
  const { domain = `${behaviour}.test`, script, hosts } = details;
  return {
    domain,
    behaviour,
    about: details.about,
    truth: details.truth ?? BY_MAILBOX,
    dns: details.dns ?? 'mx',
    hosts: hosts ?? (script === undefined ? [] : [host(`mx.${domain}`, { script })]),
    samples: details.samples ?? 'demo',
    smtpUtf8: details.smtpUtf8 ?? false,
  };
}

interface HostDetails {
  readonly preference?: number;
  readonly place?: HostPlace;
  readonly script?: ScriptMaker | HostScript;
}

export function host(name: string, { preference = 10, place, script = {} }: HostDetails = {}): HostRow {
  return {
    name,
    preference,
    place: place ?? { kind: 'listening' },
    script: typeof script === 'function' ? script : () => script,
  };
}

/** A host that differs from a friendly one in its answer to RCPT. */
export const atRcpt = (rule: StepRule): HostScript => ({ on: { rcpt: rule } });
