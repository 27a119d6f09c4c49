import { startTestRedis, waitUntil } from '@mailsift/testing';
import { decide, judgeReply } from '@mailsift/verdict';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Question, startMailServer } from '../mailServer.fixture.ts';
import { probeDomain } from '../probeDomain.ts';
import type { ProbeServices } from '../request.ts';
import type { DomainProbe } from '../result.ts';
import { addresses, type Changes, createWorld, DOMAIN, requestTo } from '../world.fixture.ts';
import { hasRealServers } from './installed.fixture.ts';
import { type Postfix, startPostfix } from './postfix.fixture.ts';
import { LISTED_CLIENT, type Listener } from './postfixFiles.fixture.ts';

const US = { id: 'one', bind: '127.0.0.1', ehlo: 'us.test', mailFrom: 'verify@us.test' };
const MX = '127.0.0.1';

/** Status, event and cause of each recipient, and whether a list would ask again. */
function verdicts(
  { recipients, random }: DomainProbe,
  policy: Parameters<typeof decide>[1]['policy'],
): readonly string[] {
  const catchAllRetry = random?.kind === 'replied' ? judgeReply(random.reply).retry : null;
  return recipients.map(({ outcome }) => {
    const { status, event, cause, retry } = decide(outcome, { policy, catchAllRetry });
    return [status, event, cause, retry === null ? null : `again: ${retry}`].filter((word) => word !== null).join(' ');
  });
}

const at = (...locals: readonly string[]) => locals.map((local) => `${local}@${DOMAIN}`);

describe.skipIf(!hasRealServers())('a real Postfix', () => {
  let postfix: Postfix;
  let services: (listener: Listener, changes?: Partial<ProbeServices['settings']>) => Promise<ProbeServices>;

  beforeAll(async () => {
    const redis = await startTestRedis();
    // Where Postfix calls our senders back: it knows verify@us.test and nobody else.
    const RCPT = ({ address }: Question) => (address === US.mailFrom ? '250 2.1.5 ok' : '550 5.1.1 User unknown');
    const senders = await startMailServer({ script: { RCPT } });
    postfix = await startPostfix(senders.port);
    services = async (listener, changes = {}) => {
      const { services: made } = await createWorld(redis, postfix.ports[listener]);
      return { ...made, settings: { ...made.settings, ...changes } };
    };
  });

  async function ask(listener: Listener, changes: Changes, settings: Partial<ProbeServices['settings']> = {}) {
    const request = requestTo([MX], { identity: US, ...changes });
    const made = await services(listener, settings);
    const probe = () => probeDomain(request, made);
    const result = await probe();
    return { result, told: verdicts(result, request.policy), probe, request };
  }

  it('tells existing, unknown, disabled and full mailboxes apart', async () => {
    const { told, result } = await ask('plain', { recipients: at('anna', 'nobody', 'disabled', 'full', 'over') });
    expect(told).toEqual([
      'passed mailbox_exists',
      'failed mailbox_does_not_exist',
      'failed mailbox_disabled',
      'failed mailbox_full again: temporary',
      'failed mailbox_full',
    ]);
    expect(result).toMatchObject({ catchAll: 'no', tls: null, sessions: [{ rcpts: 6, end: null, signal: 'ok' }] });
  });

  it('that takes every address is a catch-all', async () => {
    const { told } = await ask('plain', { domain: 'catch-all.test', recipients: ['anyone@catch-all.test'] });
    expect(told).toEqual(['unknown is_catchall accepts_all']);
  });

  it('that does not know the domain has said nothing of its mailboxes', async () => {
    const { told } = await ask('plain', { domain: 'other.test', recipients: ['anna@other.test', 'nobody@other.test'] });
    expect(told).toEqual(Array(2).fill('unknown inconclusive relay_denied again: temporary'));
  });

  it('with postgrey is asked again by the same client, and then answers for each', async () => {
    const { told, probe, request, result } = await ask('greylisting', { recipients: at('anna', 'nobody') });
    expect(told).toEqual(Array(2).fill('unknown is_greylisting greylisted again: greylisted'));
    expect(result.catchAll).toBe('inconclusive');
    // Passes once its second is over; nothing tells when that is but asking.
    const again = await waitUntil(async () => {
      const later = verdicts(await probe(), request.policy);
      return later.every((verdict) => !verdict.includes('greylist')) && later;
    });
    expect(again).toEqual(['passed mailbox_exists', 'failed mailbox_does_not_exist']);
  });

  it('that lists our address has said so of us, and nothing of the mailboxes', async () => {
    const identity = { ...US, bind: LISTED_CLIENT };
    const { told, result } = await ask('plain', { identity, recipients: at('anna', 'nobody') });
    expect(told).toEqual(Array(2).fill('unknown inconclusive blocked'));
    expect(result.sessions).toMatchObject([{ signal: 'blocked' }]);
  });

  it('that wants TLS gets it, whatever its certificate', async () => {
    const { told, result } = await ask('tlsOnly', { recipients: at('anna', 'nobody') });
    expect(told).toEqual(['passed mailbox_exists', 'failed mailbox_does_not_exist']);
    expect(result.tls).toMatchObject({ protocol: 'TLSv1.3', authorized: false });
  });

  it('that wants TLS where none may be used says nothing of the mailboxes', async () => {
    const { told } = await ask('tlsOnly', { recipients: at('anna', 'nobody') }, { startTls: 'never' });
    expect(told).toEqual(Array(2).fill('unknown inconclusive tls_required'));
  });

  it('that calls our sender back and finds it answers for each', async () => {
    const { told } = await ask('callout', { recipients: at('anna', 'nobody') });
    expect(told).toEqual(['passed mailbox_exists', 'failed mailbox_does_not_exist']);
  });

  it('that calls our sender back and does not find it refuses us, in words that speak of an unknown user', async () => {
    const identity = { ...US, mailFrom: 'gone@us.test' };
    const { told, result } = await ask('callout', { identity, recipients: at('anna', 'bert') });
    expect(result.recipients[0]?.outcome.recipient).toMatchObject({
      reply: { text: expect.stringContaining('User unknown') },
    });
    expect(told).toEqual(Array(2).fill('unknown inconclusive sender_rejected'));
  });

  it('that limits connections is asked again later', async () => {
    const identity = { ...US, bind: '127.0.0.9' };
    const policy = { rcptsPerConnection: 2 };
    const { told, result } = await ask('connectionRate', {
      identity,
      policy,
      recipients: at('anna', 'bert', 'cora', 'dora'),
    });
    expect(told).toEqual([
      ...Array(3).fill('passed mailbox_exists'),
      'unknown inconclusive rate_limited again: throttled',
    ]);
    expect(result.sessions.at(-1)).toMatchObject({
      signal: 'throttled',
      end: { reply: { stage: 'banner', code: 421 } },
    });
  });

  it('that hangs up after three errors is asked about the rest in new sessions', async () => {
    const recipients = [...addresses(4, 'nobody'), ...at('anna', 'bert')];
    const { told, result } = await ask('hardErrors', { recipients });
    expect(told).toEqual([
      ...Array(4).fill('failed mailbox_does_not_exist'),
      'passed mailbox_exists',
      'passed mailbox_exists',
    ]);
    expect(result.sessions.length).toBeGreaterThan(1);
  });

  it('that takes three recipients a transaction is asked about the rest in others', async () => {
    const { told } = await ask('recipientLimit', { recipients: at('anna', 'bert', 'cora', 'dora', 'nobody') });
    expect(told).toEqual([...Array(4).fill('passed mailbox_exists'), 'failed mailbox_does_not_exist']);
  });

  it('behind postscreen is asked again, and lets who waited for its banner pass', async () => {
    const { told, probe, request } = await ask('postscreen', { recipients: at('anna', 'nobody') });
    expect(told).toEqual(Array(2).fill('unknown is_greylisting greylisted again: greylisted'));
    expect(verdicts(await probe(), request.policy)).toEqual(['passed mailbox_exists', 'failed mailbox_does_not_exist']);
    expect(await postfix.log()).toMatch(/postscreen.*PASS NEW/);
  });

  it('never hears of a message, nor of a null sender', async () => {
    const log = await postfix.log();
    expect(log).toMatch(/disconnect from .* ehlo=1 mail=1/);
    expect(log).not.toMatch(/disconnect from .* data=|from=<>.*proto=ESMTP helo=<us\.test>/);
  });
});
