import { createSocket } from 'node:dgram';
import type { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { connect } from 'node:net';
import { decode, encode } from 'dns-packet';
import { beforeAll, describe, expect, it } from 'vitest';
import { ask, connectTo, hostsOf, resolverOf, startTestSandbox } from '../client.fixture.ts';
import type { Sandbox } from '../startSandbox.ts';

describe('the DNS of the sandbox', () => {
  let sandbox: Sandbox;
  let resolver: Resolver;
  beforeAll(async () => {
    sandbox = await startTestSandbox();
    resolver = resolverOf(sandbox);
  });
  const port = () => Number(sandbox.dnsServer.split(':')[1]);

  it('has an address of its own for every host', async () => {
    const [first, second] = await hostsOf(sandbox, 'equal-mx.test');
    expect(first).toMatch(/^127\.25\./);
    expect(second).toMatch(/^127\.25\./);
    expect(first).not.toBe(second);
  });

  it.each([
    ['nxdomain.test', 'ENOTFOUND'],
    ['no-such-name.example', 'ENOTFOUND'],
    ['gmial.com', 'ENOTFOUND'],
    ['no-mx.test', 'ENODATA'],
    ['no-mx-has-address.test', 'ENODATA'],
    ['servfail.test', 'ESERVFAIL'],
    ['dns-refused.test', 'EREFUSED'],
    ['dns-silent.test', 'ETIMEOUT'],
  ])('%s: %s', async (domain, code) => {
    await expect(resolver.resolveMx(domain)).rejects.toMatchObject({ code });
  });

  it('knows the domain that has an address and no MX', async () => {
    expect(await resolver.resolve4('no-mx-has-address.test')).toHaveLength(1);
    await expect(resolver.resolve4('no-mx.test')).rejects.toMatchObject({ code: 'ENODATA' });
  });

  it('gives a null MX as the root', async () => {
    expect(await resolver.resolveMx('null-mx.test')).toEqual([{ exchange: '', priority: 0 }]);
  });

  it('gives a long answer over TCP alone', async () => {
    expect(await resolver.resolveMx('truncated.test')).toHaveLength(41);
    const socket = createSocket('udp4');
    socket.send(
      encode({ type: 'query', id: 7, questions: [{ type: 'MX', name: 'truncated.test' }] }),
      port(),
      '127.0.0.1',
    );
    const [message] = await once(socket, 'message');
    socket.close();
    expect(decode(message)).toMatchObject({ id: 7, flag_tc: true, answers: [] });
  });

  it('says NXDOMAIN once, where it says so', async () => {
    await expect(resolver.resolveMx('nxdomain-once.test')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    expect(await resolver.resolveMx('nxdomain-once.test')).toHaveLength(1);
    sandbox.reset();
    await expect(resolverOf(sandbox).resolveMx('nxdomain-once.test')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  it('follows aliases', async () => {
    expect(await resolver.resolve4('mx.cname-mx.test')).toEqual(await resolver.resolve4('mx.exists.test'));
    expect(await resolver.resolveMx('cname-domain.test')).toEqual([{ exchange: 'mx.exists.test', priority: 10 }]);
    expect(await ask(sandbox, 'user@cname-mx.test')).toMatch(/^250 /);
    expect(await ask(sandbox, 'user@cname-domain.test')).toMatch(/^250 /);
  });

  it('names hosts that do not exist, or are nowhere', async () => {
    const [dangling] = await resolver.resolveMx('dangling-mx.test');
    await expect(resolver.resolve4(dangling?.exchange ?? '')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    expect(await hostsOf(sandbox, 'nowhere-mx.test')).toEqual(['0.0.0.0']);
    expect(await hostsOf(sandbox, 'metadata-mx.mailsift-sandbox.net')).toEqual(['169.254.169.254']);
    expect(await resolver.resolve6('mx.mapped-mx.test')).toEqual(['::ffff:10.0.0.25']);
    expect(await resolver.resolve6('mx.ipv6-only.test')).toEqual(['::1']);
  });

  it('knows who asks from addresses of this machine', async () => {
    expect(await resolver.resolvePtr('1.0.0.127.in-addr.arpa')).toEqual(['verifier.test']);
    expect(await resolver.resolve4('verifier.test')).toEqual(['127.0.0.1']);
    expect(await resolver.resolveTxt('verifier.test')).toContainEqual(['v=spf1 include:spf.verifier.test -all']);
    expect(await resolver.resolve4('forged.verifier.test')).not.toEqual(['127.0.0.2']);
    await expect(resolver.resolvePtr('3.0.0.127.in-addr.arpa')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  it('leads to dead hosts, and past them', async () => {
    const [dead = ''] = await hostsOf(sandbox, 'first-dead.test');
    expect(await connectTo(dead, sandbox.smtpPort).reply()).toContain('ECONNREFUSED');
    expect(await ask(sandbox, 'user@first-dead.test', { host: 1 })).toMatch(/^250 /);
    expect(await ask(sandbox, 'user@first-busy.test')).toMatch(/^450 /);
    expect(await ask(sandbox, 'user@first-busy.test', { host: 1 })).toMatch(/^250 /);
    expect(await ask(sandbox, 'user@second-says-no.test')).toMatch(/^451 /);
    expect(await ask(sandbox, 'user@second-says-no.test', { host: 1 })).toMatch(/^550 /);
  });

  it('does not mind what is no DNS message', async () => {
    const socket = createSocket('udp4');
    socket.send('nonsense', port(), '127.0.0.1');
    const tcp = connect(port(), '127.0.0.1');
    tcp.on('error', () => {});
    tcp.write(Buffer.alloc(20_000, 0xff));
    await once(tcp, 'close');
    socket.close();
    expect(await resolver.resolveMx('exists.test')).toHaveLength(1);
  });
});
