import { reply } from '../smtp/action.ts';
import type { ScriptMaker } from '../smtp/hostScript.ts';
import type { DomainRow } from '../world/domainRow.ts';
import { host, row } from '../world/row.ts';
import { greylisting } from './greylist.ts';

const POSTGREY = '450 4.2.0 <>: Recipient address rejected: Greylisted, please try again later';

const postgrey = greylisting({ text: POSTGREY, restarts: false });

/**
 * Postfix's postscreen with deep protocol tests: the first connection of a client is refused at RCPT, and once it has
 * ended, the next one passes.
 */
const postscreen: ScriptMaker = () => {
  const refused = new Set<string>();
  const passed = new Set<string>();
  return {
    on: {
      // No RCPT yet in this connection: so who was refused has come back.
      mail: ({ client, rcpts }) => {
        if (rcpts === 0 && refused.has(client)) passed.add(client);
        return null;
      },
      rcpt: ({ client }) => {
        if (passed.has(client)) return null;
        refused.add(client);
        return reply('450 4.3.2 Service currently unavailable');
      },
    },
  };
};

/** Servers that want to be asked twice. */
export const GREYLISTED: readonly DomainRow[] = [
  row('greylist', {
    about: 'Greylists by client IP, sender and recipient, and gives no hint when to come back.',
    script: postgrey,
  }),
  row('greylist_hosts', {
    domain: 'greylist-hosts.test',
    about: 'Two equal hosts that greylist, each with a memory of its own: the retry has to meet the same one.',
    hosts: [
      host('mx1.greylist-hosts.test', { script: postgrey }),
      host('mx2.greylist-hosts.test', { script: postgrey }),
    ],
  }),
  row('greylist_hint', {
    domain: 'greylist-hint.test',
    about: 'Greylists, and says in how many seconds to come back.',
    samples: 'full',
    script: greylisting({
      text: '450 4.7.1 <>: Recipient address rejected: Greylisted for # seconds',
      restarts: false,
    }),
  }),
  row('greylist_penalty', {
    domain: 'greylist-penalty.test',
    about: 'Greylists, and starts the wait over for who comes back too early.',
    script: greylisting({ text: '451 4.7.1 Service unavailable - greylisted, try again later', restarts: true }),
  }),
  row('postscreen', {
    about: 'Refuses the first connection of a client with 450 4.3.2 at RCPT; the next connection passes.',
    script: postscreen,
  }),
];
