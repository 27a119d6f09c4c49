/** The flags beside a verdict, as the API's `flags` counts them and its `exclude` names them. A flag never changes the status. */
export const FLAGS = ['disposable', 'role', 'free', 'gibberish', 'typo'] as const;

export type Flag = (typeof FLAGS)[number];

/** What an address tells about itself, asking nobody. */
export interface AddressSignals {
  /** The domain belongs to a service of throw-away mailboxes. */
  readonly isDisposable: boolean;
  /** Anybody can open a mailbox at this domain: a mail service or an access provider, not one company's domain. */
  readonly isFreeService: boolean;
  /** The local part names a function or a group (`info`, `sales`), not a person. */
  readonly isRoleAccount: boolean;
  /** The local part looks typed at random. A soft sign, wrong for about one real name in a hundred. */
  readonly isGibberish: boolean;
  /** The address that was probably meant, or null where nothing looks mistyped. Its domain is never disposable. */
  readonly emailSuggested: string | null;
  /** The local part, as given. */
  readonly mailbox: string;
  /** The domain, in lower case. */
  readonly domain: string;
}

/** The flags that are set, in the order of `FLAGS`. */
export function flagsOf(signals: AddressSignals): Flag[] {
  return FLAGS.filter((flag) => isSet[flag](signals));
}

const isSet = {
  disposable: (signals) => signals.isDisposable,
  role: (signals) => signals.isRoleAccount,
  free: (signals) => signals.isFreeService,
  gibberish: (signals) => signals.isGibberish,
  typo: (signals) => signals.emailSuggested !== null,
} satisfies Record<Flag, (signals: AddressSignals) => boolean>;
