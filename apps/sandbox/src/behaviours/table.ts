import type { DomainRow } from '../world/domainRow.ts';
import { ACCEPTANCE } from './acceptance.ts';
import { FAULTS } from './faults.ts';
import { GREYLISTED } from './greylisted.ts';
import { LIMITS } from './limits.ts';
import { MAILBOXES } from './mailboxes.ts';
import { NAMES } from './names.ts';
import { PROVIDERS } from './providers.ts';
import { REFUSALS } from './refusals.ts';
import { ROUTING } from './routing.ts';
import { SCALE } from './scale.ts';
import { TLS } from './tls.ts';

/** Every domain of the sandbox, in the order in which they are shown. */
export const TABLE: readonly DomainRow[] = [
  ...MAILBOXES,
  ...ACCEPTANCE,
  ...GREYLISTED,
  ...LIMITS,
  ...REFUSALS,
  ...TLS,
  ...FAULTS,
  ...ROUTING,
  ...NAMES,
  ...PROVIDERS,
  ...SCALE,
];
