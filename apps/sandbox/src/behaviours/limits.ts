import { hangUp, reply } from '../smtp/action.ts';
import type { ScriptMaker } from '../smtp/hostScript.ts';
import type { DomainRow } from '../world/domainRow.ts';
import { atRcpt, row } from '../world/row.ts';

/** RCPTs a second, and at once after a rest. */
const RATE = 5;
const BURST = 10;
const MOST_CLIENTS = 10_000;
const AT_ONCE = 2;
const MANY_AT_ONCE = 5;
const PER_TRANSACTION = 3;
const PER_CONNECTION = 10;
const BAD_RECIPIENTS = 3;

/** A token bucket for each client: who empties it gets 421 and is disconnected. */
const rateLimit: ScriptMaker = ({ now }) => {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return atRcpt(({ client }) => {
    const moment = now();
    const bucket = buckets.get(client) ?? { tokens: BURST, at: moment };
    const tokens = Math.min(BURST, bucket.tokens + ((moment - bucket.at) * RATE) / 1_000);
    if (buckets.size > MOST_CLIENTS) buckets.clear();
    buckets.set(client, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: moment });
    return tokens >= 1 ? null : hangUp('421 4.7.0 Too many recipients, your rate limit is exceeded, try again later');
  });
};

/** Servers that have nothing against us as long as we do not ask for too much. */
export const LIMITS: readonly DomainRow[] = [
  row('rate_limit', {
    domain: 'rate-limit.test',
    about: `421 4.7.0 to a client that sends more than ${RATE} RCPTs a second (${BURST} at once after a rest).`,
    script: rateLimit,
  }),
  row('connection_limit', {
    domain: 'connection-limit.test',
    about: `421 4.7.0 at the banner to a client that has ${AT_ONCE} connections open already.`,
    script: {
      on: {
        banner: ({ connections }) =>
          connections > AT_ONCE ? hangUp('421 4.7.0 Too many concurrent connections from your IP address') : null,
      },
    },
  }),
  row('many_connections', {
    domain: 'many-connections.test',
    about: `421 4.7.0 at the banner to a client that has ${MANY_AT_ONCE} connections open already.`,
    samples: 'full',
    script: {
      on: {
        banner: ({ connections }) =>
          connections > MANY_AT_ONCE ? hangUp('421 4.7.0 Too many concurrent connections from your IP address') : null,
      },
    },
  }),
  row('max_recipients', {
    domain: 'max-recipients.test',
    about: `452 4.5.3 from the recipient after the ${PER_TRANSACTION}rd of a transaction on.`,
    script: atRcpt(({ accepted }) =>
      accepted >= PER_TRANSACTION ? reply('452 4.5.3 Error: too many recipients') : null,
    ),
  }),
  row('per_connection', {
    domain: 'per-connection.test',
    about: `After ${PER_CONNECTION} RCPTs in a connection, 550 for every other: a refusal of us, not of them.`,
    script: atRcpt(({ rcpts }) =>
      rcpts > PER_CONNECTION ? reply('550 5.7.1 Too many recipients in this connection') : null,
    ),
  }),
  row('exim_limit', {
    domain: 'exim-limit.test',
    about: `As Exim does: after ${PER_CONNECTION} RCPTs of which fewer than half were good, 550 for every other.`,
    script: atRcpt(({ rcpts, badRcpts }) =>
      rcpts > PER_CONNECTION && badRcpts * 2 > rcpts - 1 ? reply('550 Rejected for too many bad recipients') : null,
    ),
  }),
  row('bad_recipients', {
    domain: 'bad-recipients.test',
    about: `Hangs up with 421 at the next RCPT once ${BAD_RECIPIENTS} recipients of a connection were unknown.`,
    script: atRcpt(({ badRcpts }) =>
      badRcpts >= BAD_RECIPIENTS ? hangUp('421 4.7.0 Error: too many bad recipients, closing connection') : null,
    ),
  }),
];
