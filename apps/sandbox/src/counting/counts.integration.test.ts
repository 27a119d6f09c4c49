import { beforeEach, describe, expect, it } from 'vitest';
import { greet, startTestSandbox } from '../client.fixture.ts';
import type { Sandbox } from '../startSandbox.ts';

describe('what the sandbox counts', () => {
  let sandbox: Sandbox;
  let clock: number;
  beforeEach(async () => {
    clock = 0;
    sandbox = await startTestSandbox({ now: () => clock });
  });

  it('is told by host, operator, domain, client and address', async () => {
    const first = await greet(sandbox, 'equal-mx.test', { sender: 'one@verifier.example' });
    clock = 50;
    const second = await greet(sandbox, 'equal-mx.test', { host: 1, from: '127.0.0.9' });
    clock = 70;
    await first.client.send('RCPT TO:<user@equal-mx.test>');
    await second.client.send('RCPT TO:<user@equal-mx.test>');
    await second.client.send('RCPT TO:<unknown@equal-mx.test>');
    await first.client.send('QUIT');
    expect(await first.client.reply()).toBe('<closed>');

    const { all, hosts, operators, domains, addresses, data } = sandbox.counts();
    expect(all).toMatchObject({ rcpts: 3, refused: 1, connectedAt: [0, 50], rcptAt: [70, 70, 70] });
    expect(all.connections).toMatchObject({ most: 2, total: 2 });
    expect(all.commands).toEqual({ EHLO: 2, MAIL: 2, RCPT: 3, QUIT: 1 });
    expect(all.ehloNames).toEqual(['verifier.example']);
    expect(all.mailFroms).toEqual(['one@verifier.example', 'me@verifier.example']);
    expect(hosts['mx2.equal-mx.test']).toMatchObject({
      host: 'mx2.equal-mx.test',
      rcpts: 2,
      refused: 1,
      connections: { now: 1, most: 1, total: 1 },
      clients: { '127.0.0.9': { now: 1, most: 1 } },
    });
    expect(operators['equal-mx.test']).toMatchObject({ rcpts: 3, connections: { most: 2 } });
    expect(domains['equal-mx.test']).toMatchObject({ rcpts: 3, refused: 1, connections: { most: 2, total: 2 } });
    expect([...addresses]).toEqual([
      ['user@equal-mx.test', 2],
      ['unknown@equal-mx.test', 1],
    ]);
    expect(data).toBe(0);
  });

  it('is nothing without counting', async () => {
    const silent = await startTestSandbox({ count: false });
    const { client } = await greet(silent, 'exists.test');
    await client.send('RCPT TO:<user@exists.test>');
    expect(silent.counts()).toMatchObject({ all: { rcpts: 0 }, hosts: {}, domains: {} });
  });
});
