import { describe, expect, it } from 'vitest';
import { openAt } from './request.fixture.ts';
import { type Connection, secondRcpt, startScriptedServer } from './scriptedServer.fixture.ts';

const REPLY = (stage: string, code: number) => ({ kind: 'reply', reply: { stage, code } });
const REPLIED = (code: number) => ({ kind: 'replied', reply: { stage: 'rcpt', code } });

const THREE = ['a@example.com', 'b@example.com', 'c@example.com'];
const SMTPUTF8 = '250-mx.example.com\r\n250-8BITMIME\r\n250 smtputf8\r\n';

describe('a transaction', () => {
  it('asks for each recipient in order and gives back its own reply', async () => {
    const server = await startScriptedServer({
      RCPT: ({ write }, line) =>
        write(line.includes('<b@') ? '550-5.1.1 no such\r\n550 5.1.1 user\r\n' : '250 2.1.5 ok\r\n'),
    });
    const session = await openAt(server);
    const ok = { kind: 'replied', reply: { stage: 'rcpt', code: 250, enhancedCode: '2.1.5', text: '2.1.5 ok' } };
    const refused = { stage: 'rcpt', code: 550, enhancedCode: '5.1.1', text: '5.1.1 no such user' };
    expect(await session.ask(THREE)).toEqual([ok, { kind: 'replied', reply: refused }, ok]);
    await session.quit();
    expect(server.lines.slice(1)).toEqual([
      'MAIL FROM:<verify@example.net>',
      ...THREE.map((address) => `RCPT TO:<${address}>`),
      'QUIT',
    ]);
  });

  it('writes one command at a time', async () => {
    const held: string[] = [];
    const server = await startScriptedServer({
      RCPT: (connection, line) => {
        held.push(line);
        setImmediate(() => {
          expect(server.lines.at(-1)).toBe(line);
          connection.write('250 ok\r\n');
        });
      },
    });
    await (await openAt(server)).ask(THREE);
    expect(held).toHaveLength(3);
  });

  it('begins with RSET when another came before, and with none when nothing is asked', async () => {
    const server = await startScriptedServer();
    const session = await openAt(server);
    expect(await session.ask([])).toEqual([]);
    await session.ask(['a@example.com']);
    await session.ask(['b@example.com']);
    expect(server.lines.slice(1).map((line) => line.split(' ')[0])).toEqual(['MAIL', 'RCPT', 'RSET', 'MAIL', 'RCPT']);
  });

  it('is refused as a whole with MAIL, and the session then only says QUIT', async () => {
    const server = await startScriptedServer({ MAIL: '550 5.7.1 sender refused\r\n' });
    const session = await openAt(server);
    const fact = { kind: 'not_asked', end: REPLY('mail', 550) };
    expect(await session.ask(['a@example.com', 'b@example.com'])).toMatchObject([fact, fact]);
    expect(session.alive).toBe(true);
    expect(await session.ask(['a@example.com'])).toMatchObject([fact]);
    await session.quit();
    expect(server.lines.slice(1)).toEqual(['MAIL FROM:<verify@example.net>', 'QUIT']);
  });

  it('is refused as a whole with RSET', async () => {
    const server = await startScriptedServer({ RSET: '502 no\r\n' });
    const session = await openAt(server);
    await session.ask(['a@example.com']);
    expect(await session.ask(['b@example.com'])).toMatchObject([{ kind: 'not_asked', end: REPLY('mail', 502) }]);
  });

  it('uses SMTPUTF8 only for recipients that need it', async () => {
    const server = await startScriptedServer({ EHLO: SMTPUTF8 });
    const session = await openAt(server);
    await session.ask(['a@example.com']);
    await session.ask(['jürgen@example.com', 'a@example.com']);
    expect(server.lines.filter((line) => !/^(EHLO|RSET)/.test(line))).toEqual([
      'MAIL FROM:<verify@example.net>',
      'RCPT TO:<a@example.com>',
      'MAIL FROM:<verify@example.net> SMTPUTF8',
      'RCPT TO:<jürgen@example.com>',
      'RCPT TO:<a@example.com>',
    ]);
  });

  it('never writes a recipient that cannot be encoded, and says nothing when none can', async () => {
    const server = await startScriptedServer();
    const session = await openAt(server);
    const hostile = [
      'jürgen@example.com',
      'a@b>\r\nRCPT TO:<c@d',
      '\u010d\u010a@example.com',
      `${'a'.repeat(600)}@example.com`,
    ];
    const never = { kind: 'not_encodable' };
    expect(await session.ask(hostile)).toEqual([never, never, never, never]);
    expect(server.lines).toEqual(['EHLO probe.example.net']);
    expect(await session.ask(['é@example.com', 'a@example.com'])).toMatchObject([never, REPLIED(250)]);
    expect(server.lines.slice(1)).toEqual(['MAIL FROM:<verify@example.net>', 'RCPT TO:<a@example.com>']);
  });

  it('cannot be started inside another', async () => {
    const session = await openAt(await startScriptedServer());
    const first = session.ask(['a@example.com']);
    await expect(session.ask(['b@example.com'])).rejects.toThrow('one transaction at a time');
    expect(await first).toMatchObject([REPLIED(250)]);
  });
});

describe('421', () => {
  it.each(['MAIL', 'RSET'] as const)('to %s leaves all not asked and closes', async (verb) => {
    const server = await startScriptedServer({ [verb]: '421 4.7.0 slow down\r\n' });
    const session = await openAt(server);
    if (verb === 'RSET') await session.ask(['z@example.com']);
    const fact = { kind: 'not_asked', end: REPLY('mail', 421) };
    expect(await session.ask(THREE)).toMatchObject([fact, fact, fact]);
    expect(session.alive).toBe(false);
    await session.quit();
    expect(server.lines).not.toContain('QUIT');
  });

  it('to RCPT is that recipient’s reply; the rest are not asked', async () => {
    const server = await startScriptedServer({ RCPT: secondRcpt(({ write }) => write('421 4.7.0 slow down\r\n')) });
    const session = await openAt(server);
    expect(await session.ask(THREE)).toMatchObject([
      REPLIED(250),
      REPLIED(421),
      { kind: 'not_asked', end: REPLY('rcpt', 421) },
    ]);
    expect(session.alive).toBe(false);
  });

  it('right after a reply leaves that reply standing', async () => {
    const server = await startScriptedServer({
      RCPT: secondRcpt(({ write }) => write('550 no\r\n421 too many errors\r\n')),
    });
    const session = await openAt(server);
    expect(await session.ask(THREE)).toMatchObject([
      REPLIED(250),
      REPLIED(550),
      { kind: 'not_asked', end: REPLY('rcpt', 421) },
    ]);
  });

  it('between transactions is the reason why nothing more was asked', async () => {
    let connection: Connection | undefined;
    const server = await startScriptedServer({
      RCPT: (own) => {
        connection = own;
        own.write('250 ok\r\n');
      },
    });
    const session = await openAt(server);
    await session.ask(['a@example.com']);
    connection?.write('421 4.4.2 idle too long\r\n');
    connection?.end();
    await session.closed;
    expect(await session.ask(['b@example.com'])).toMatchObject([{ kind: 'not_asked', end: REPLY('rcpt', 421) }]);
  });
});
