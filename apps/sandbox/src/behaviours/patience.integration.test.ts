import { beforeEach, describe, expect, it } from 'vitest';
import { ask, greet, startTestSandbox } from '../client.fixture.ts';
import type { Sandbox } from '../startSandbox.ts';

const STEP_MS = 400;

describe('hosts that want patience', () => {
  let sandbox: Sandbox;
  let clock: number;
  beforeEach(async () => {
    clock = 0;
    sandbox = await startTestSandbox({ now: () => clock });
  });
  const codes = async (domain: string, locals: readonly string[]) => {
    const { client } = await greet(sandbox, domain);
    const found = [];
    for (const local of locals) found.push((await client.send(`RCPT TO:<${local}@${domain}>`)).slice(0, 3));
    client.close();
    return found;
  };
  const people = (count: number) => Array.from({ length: count }, (_, index) => `user${index}`);
  const strangers = (count: number) => Array.from({ length: count }, (_, index) => `unknown${index}`);

  it.each(['greylist.test', 'greylist-hint.test', 'greylist-penalty.test'])(
    '%s lets a retry through',
    async (domain) => {
      expect(await ask(sandbox, `user@${domain}`)).toMatch(/^45[01] /);
      expect(await ask(sandbox, `unknown@${domain}`)).toMatch(/^45[01] /);
      clock += STEP_MS;
      expect(await ask(sandbox, `user@${domain}`, { from: '127.0.0.9' })).toMatch(/^45[01] /);
      expect(await ask(sandbox, `user@${domain}`)).toMatch(/^250 /);
      expect(await ask(sandbox, `unknown@${domain}`)).toMatch(/^550 5\.1\.1 /);
    },
  );

  it('do not share what they remember', async () => {
    const address = 'user@greylist-hosts.test';
    await ask(sandbox, address, { host: 0 });
    clock += STEP_MS;
    expect(await ask(sandbox, address, { host: 1 })).toMatch(/^450 /);
    expect(await ask(sandbox, address, { host: 0 })).toMatch(/^250 /);
  });

  it('forget everybody at a reset', async () => {
    await ask(sandbox, 'user@greylist.test');
    clock += STEP_MS;
    sandbox.reset();
    expect(await ask(sandbox, 'user@greylist.test')).toMatch(/^450 /);
    expect(sandbox.counts().all.rcpts).toBe(1);
  });

  it('let the second connection through, not the second RCPT (postscreen)', async () => {
    expect(await codes('postscreen.test', ['user', 'unknown'])).toEqual(['450', '450']);
    expect(await codes('postscreen.test', ['user', 'unknown'])).toEqual(['250', '550']);
  });

  it('limit the rate, and hang up on who exceeds it', async () => {
    expect(await codes('rate-limit.test', people(12))).toEqual([...Array(10).fill('250'), '421', '<cl']);
    clock += 1_000;
    expect(await codes('rate-limit.test', people(6))).toEqual([...Array(5).fill('250'), '421']);
  });

  it('limit the connections of one client', async () => {
    const first = await greet(sandbox, 'connection-limit.test');
    const second = await greet(sandbox, 'connection-limit.test');
    expect((await greet(sandbox, 'connection-limit.test')).refusal).toMatch(/^421 4\.7\.0 /);
    expect((await greet(sandbox, 'connection-limit.test', { from: '127.0.0.9' })).refusal).toBeNull();
    expect([first.refusal, second.refusal]).toEqual([null, null]);
  });

  it('limit the recipients of a transaction', async () => {
    const { client } = await greet(sandbox, 'max-recipients.test');
    const say = async (line: string) => (await client.send(line)).slice(0, 3);
    for (const local of people(3)) expect(await say(`RCPT TO:<${local}@max-recipients.test>`)).toBe('250');
    expect(await say('RCPT TO:<user9@max-recipients.test>')).toBe('452');
    await say('RSET');
    await say('MAIL FROM:<me@verifier.example>');
    expect(await say('RCPT TO:<user9@max-recipients.test>')).toBe('250');
  });

  it('limit the recipients of a connection', async () => {
    expect(await codes('per-connection.test', people(12))).toEqual([...Array(10).fill('250'), '550', '550']);
  });

  it('refuse everybody after too many bad recipients (Exim)', async () => {
    expect(await codes('exim-limit.test', people(12))).toEqual(Array(12).fill('250'));
    expect(await codes('exim-limit.test', [...strangers(6), ...people(6)])).toEqual([
      ...Array(6).fill('550'),
      ...Array(4).fill('250'),
      '550',
      '550',
    ]);
  });

  it('hang up after three unknown recipients', async () => {
    expect(await codes('bad-recipients.test', [...strangers(3), 'user'])).toEqual(['550', '550', '550', '421']);
  });

  it('accept everybody at first', async () => {
    expect(await ask(sandbox, 'unknown@warm-up.test')).toMatch(/^250 /);
    clock += 1_000;
    expect(await ask(sandbox, 'unknown@warm-up.test')).toMatch(/^550 5\.1\.1 /);
    expect(await ask(sandbox, 'user@warm-up.test')).toMatch(/^250 /);
  });
});
