import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { openSession } from './opening.ts';
import { openAt, requestTo } from './request.fixture.ts';
import { type Script, startScriptedServer } from './scriptedServer.fixture.ts';
import type { TranscriptLine } from './transcript.ts';

const FAULT = (stage: string, kind: string) => ({ kind: 'fault', fault: { stage, kind } });
const REPLY = (stage: string, code: number) => ({ kind: 'reply', reply: { stage, code } });

describe('the way to an open session', () => {
  it('greets, reads what is offered and leaves with QUIT', async () => {
    const server = await startScriptedServer();
    const session = await openAt(server);
    expect(session.banner).toEqual({ stage: 'banner', code: 220, enhancedCode: null, text: 'mx.example.com ESMTP' });
    expect([...session.capabilities]).toEqual([
      ['8BITMIME', ''],
      ['SIZE', '1000'],
    ]);
    expect(session).toMatchObject({ alive: true, tls: null, end: null });
    await session.quit();
    await session.quit();
    expect(session.alive).toBe(false);
    expect(server.lines).toEqual(['EHLO probe.example.net', 'QUIT']);
  });

  it('says nothing before the last line of a banner that comes in pieces', async () => {
    const server = await startScriptedServer({
      BANNER: ({ write }) => {
        write('220-mx.example.com please');
        setImmediate(() => {
          write(' wait\r\n220-still\r\n');
          setImmediate(() => {
            expect(server.lines).toEqual([]);
            write('220 now\r\n');
          });
        });
      },
    });
    const session = await openAt(server);
    expect(session.banner.text).toBe('mx.example.com please wait still now');
  });

  it.each([
    ['554 5.7.1 no service for you\r\n', 554, ['QUIT']],
    ['521 mx.example.com does not accept mail\r\n', 521, ['QUIT']],
    ['421 4.7.0 too many connections\r\n', 421, []],
    ['354 go on\r\n', 354, ['QUIT']],
  ])('ends ungreeted on the banner %j', async (banner, code, said) => {
    const server = await startScriptedServer({ BANNER: banner });
    const opening = await openSession(requestTo(server));
    expect(opening).toMatchObject({ kind: 'ended', greeted: false, end: REPLY('banner', code) });
    expect(server.lines).toEqual(said);
  });

  it.each([
    '500 5.5.1 what?',
    '502 no',
    '504 no',
    '550 unknown command',
    '501 Command "EHLO" not recognized',
    '554 EHLO unsupported verb not supported',
  ])('falls back to HELO after %j to EHLO, and believes no extension', async (refusal) => {
    const server = await startScriptedServer({
      EHLO: `${refusal}\r\n`,
      HELO: '250-mx.example.com\r\n250-STARTTLS\r\n250 SMTPUTF8\r\n',
    });
    const session = await openAt(server);
    expect(session.capabilities.size).toBe(0);
    expect(server.lines).toEqual(['EHLO probe.example.net', 'HELO probe.example.net']);
  });

  it.each(['550 EHLO denied', '554 5.7.1 your HELO name is forged', '451 try later', '421 bye'])(
    'takes %j to EHLO for the refusal it is',
    async (refusal) => {
      const server = await startScriptedServer({ EHLO: `${refusal}\r\n` });
      const opening = await openSession(requestTo(server));
      expect(opening).toMatchObject({ kind: 'ended', greeted: false, end: REPLY('ehlo', Number(refusal.slice(0, 3))) });
      expect(server.lines.some((line) => line.startsWith('HELO'))).toBe(false);
    },
  );

  it('ends at stage ehlo when HELO is refused as well', async () => {
    const server = await startScriptedServer({ EHLO: '502 no\r\n', HELO: '550 no\r\n' });
    const opening = await openSession(requestTo(server));
    expect(opening).toMatchObject({ kind: 'ended', greeted: false, end: REPLY('ehlo', 550) });
  });

  it('reports a port where nobody listens as refused', async () => {
    const opening = await openSession(requestTo({ port: 1 }));
    expect(opening).toMatchObject({ kind: 'ended', greeted: false, end: FAULT('connect', 'refused') });
  });

  it('binds the local address of the identity', async () => {
    const peers: unknown[] = [];
    const server = await startScriptedServer({
      EHLO: ({ socket, write }) => {
        peers.push(socket.remoteAddress);
        write('250 ok\r\n');
      },
    });
    await openAt(server, { identity: { bind: '127.0.0.9' } });
    await openAt(server, { identity: { bind: '::1' } });
    expect(peers).toEqual(['127.0.0.9', '127.0.0.1']);
  });

  it.each([
    ['an address of somebody else', { bind: '192.0.2.1' }],
    ['no address', { bind: 'nonsense' }],
    ['an EHLO name with a line end', { ehlo: 'a\r\nQUIT' }],
    ['a sender with a line end', { mailFrom: 'a@b\r\nRCPT TO:<c@d>' }],
  ])('calls it a local fault when the identity has %s', async (_what, identity) => {
    const server = await startScriptedServer();
    const opening = await openSession(requestTo(server, { identity }));
    expect(opening).toMatchObject({ kind: 'ended', greeted: false, end: FAULT('connect', 'local') });
    expect(server.connections()).toBe(0);
  });

  it.each(['127.0.0.1', '127.1', '2130706433', 'localhost', '::ffff:127.0.0.1', '::1', '0.0.0.0', '127.0.0.1 ', ''])(
    'S1 never connects to %j unless allowed',
    async (ip) => {
      const server = await startScriptedServer();
      const opening = await openSession(requestTo(server, { allowPrivate: false, target: { ip } }));
      expect(opening).toMatchObject({ kind: 'ended', greeted: false, end: FAULT('connect', 'forbidden_address') });
      expect(server.connections()).toBe(0);
    },
  );

  it.each(['127.1', 'localhost', '0x7f.1', '::ffff:7f00:0001'])(
    'takes no other spelling than %j even when private is allowed',
    async (ip) => {
      const server = await startScriptedServer();
      const opening = await openSession(requestTo(server, { target: { ip } }));
      expect(opening).toMatchObject({ end: FAULT('connect', 'forbidden_address') });
      expect(server.connections()).toBe(0);
    },
  );

  it('closes a connection that led to another address than the one asked for', async () => {
    const server = await startScriptedServer();
    const opening = await openSession(requestTo(server, { target: { ip: '0.0.0.0' } }));
    expect(opening).toMatchObject({ kind: 'ended', end: FAULT('connect', 'forbidden_address') });
    expect(server.lines).toEqual([]);
  });

  it('tells the conversation line by line, with nothing in it that could draw on a terminal', async () => {
    const server = await startScriptedServer({ BANNER: '220-a\r\n220 \u001b[31mred\u202e\r\n' });
    const lines: TranscriptLine[] = [];
    let clock = 100;
    const session = await openAt(server, { onLine: (line) => lines.push(line), now: () => clock++ });
    await session.quit();
    expect(lines.map(({ from, text }) => `${from}: ${text}`)).toEqual([
      `note: connecting to mx.example.com at 127.0.0.1:${server.port}`,
      'server: 220-a',
      'server: 220 ?[31mred?',
      'client: EHLO probe.example.net',
      'server: 250-mx.example.com',
      'server: 250-8BITMIME',
      'server: 250 SIZE 1000',
      'client: QUIT',
      'server: 221 2.0.0 bye',
    ]);
    expect(lines.map(({ at }) => at)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('goes on when the listener of the transcript throws', async () => {
    const server = await startScriptedServer();
    const session = await openAt(server, {
      onLine: () => {
        throw new Error('broken pipe');
      },
    });
    expect(session.alive).toBe(true);
  });

  it('leaves no listener on the signal behind', async () => {
    const server = await startScriptedServer();
    const { signal } = new AbortController();
    const session = await openAt(server, { signal });
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    await session.quit();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});

describe('STARTTLS', () => {
  const OFFER = '250-mx.example.com\r\n250-STARTTLS\r\n250 SIZE 1\r\n';

  it('goes on in TLS whatever the certificate, and believes only what is offered inside', async () => {
    const server = await startScriptedServer({
      EHLO: ({ write, seen }) => write(seen('EHLO') === 1 ? OFFER : '250-mx.example.com\r\n250 SMTPUTF8\r\n'),
    });
    const session = await openAt(server);
    expect(session.tls).toEqual({ protocol: 'TLSv1.3', authorized: false });
    expect([...session.capabilities.keys()]).toEqual(['SMTPUTF8']);
    expect(await session.ask(['a@example.com'])).toMatchObject([{ kind: 'replied', reply: { code: 250 } }]);
    await session.quit();
    expect(server.lines.map((line) => line.split(' ')[0])).toEqual([
      'EHLO',
      'STARTTLS',
      'EHLO',
      'MAIL',
      'RCPT',
      'QUIT',
    ]);
  });

  it('stays in clear when told never to, or when the server refuses', async () => {
    const server = await startScriptedServer({ EHLO: OFFER, STARTTLS: '454 4.7.0 not now\r\n' });
    expect(await openAt(server)).toMatchObject({ alive: true, tls: null });
    expect(await openAt(server, { startTls: 'never' })).toMatchObject({ alive: true, tls: null });
    expect(server.lines.map((line) => line.split(' ')[0])).toEqual(['EHLO', 'STARTTLS', 'EHLO']);
  });

  it.each<[string, Script['STARTTLS']]>([
    ['answers 250', '250 ok\r\n'],
    [
      'writes no TLS',
      ({ write, socket }) => {
        write('220 go on\r\n');
        socket.once('data', () => write('HTTP/1.1 400 Bad Request\r\n\r\n'));
      },
    ],
    [
      'closes in the handshake',
      ({ write, socket, end }) => {
        write('220 go on\r\n');
        socket.once('data', () => end());
      },
    ],
    [
      'resets in the handshake',
      ({ write, socket, reset }) => {
        write('220 go on\r\n');
        socket.once('data', () => reset());
      },
    ],
  ])('is tls_failed, greeted, when the server %s', async (_what, starttls) => {
    const server = await startScriptedServer({
      EHLO: OFFER,
      ...(starttls === undefined ? {} : { STARTTLS: starttls }),
    });
    const opening = await openSession(requestTo(server));
    expect(opening).toMatchObject({ kind: 'ended', greeted: true, end: FAULT('starttls', 'tls_failed') });
  });

  it('is tls_failed when the handshake does not end in time', async () => {
    const server = await startScriptedServer({ EHLO: OFFER, STARTTLS: '220 go on\r\n' });
    const opening = await openSession(requestTo(server, { timeouts: { commandMs: 300 } }));
    expect(opening).toMatchObject({ greeted: true, end: FAULT('starttls', 'tls_failed') });
  });

  it('closes without a handshake when bytes come with the 220', async () => {
    const server = await startScriptedServer({
      EHLO: OFFER,
      STARTTLS: ({ write, secure }) => {
        write('220 go on\r\n250-evil\r\n250 SMTPUTF8\r\n');
        secure();
      },
    });
    const opening = await openSession(requestTo(server));
    expect(opening).toMatchObject({ kind: 'ended', greeted: true, end: FAULT('starttls', 'injected') });
    expect(server.lines.at(-1)).toBe('STARTTLS');
  });

  it('ends on 421 to STARTTLS and on a refused EHLO inside TLS', async () => {
    const closing = await startScriptedServer({ EHLO: OFFER, STARTTLS: '421 bye\r\n' });
    expect(await openSession(requestTo(closing))).toMatchObject({ greeted: true, end: REPLY('starttls', 421) });
    const refusing = await startScriptedServer({
      EHLO: ({ write, seen }) => write(seen('EHLO') === 1 ? OFFER : '550 no\r\n'),
    });
    expect(await openSession(requestTo(refusing))).toMatchObject({ greeted: true, end: REPLY('ehlo', 550) });
  });
});
