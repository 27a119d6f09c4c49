import { describe, expect, it } from 'vitest';
import { openSession } from './opening.ts';
import type { FaultKind } from './outcome.ts';
import { openAt, requestTo } from './request.fixture.ts';
import { type Answer, type Connection, secondRcpt, startScriptedServer } from './scriptedServer.fixture.ts';

const FAULT = (stage: string, kind: FaultKind) => ({ kind: 'fault', fault: { stage, kind } });
const REPLIED = (code: number) => ({ kind: 'replied', reply: { stage: 'rcpt', code } });

const THREE = ['a@example.com', 'b@example.com', 'c@example.com'];

function lastWords({ write, end }: Connection, text: string): void {
  write(text);
  end();
}

describe('a server that breaks off', () => {
  const WAYS: [string, (connection: Connection) => void, FaultKind][] = [
    ['closes', ({ end }) => end(), 'closed'],
    ['resets', ({ reset }) => reset(), 'reset'],
    ['closes in the middle of a reply', (own) => lastWords(own, '550 5.1.1 no such user'), 'closed'],
    ['closes between the lines of a reply', (own) => lastWords(own, '550-5.1.1 no such\r\n'), 'closed'],
    ['speaks another protocol', ({ write }) => write('HTTP/1.1 400 Bad Request\r\n'), 'garbage'],
    ['answers twice', ({ write }) => write('250 ok\r\n550 no\r\n'), 'garbage'],
    ['answers and begins another reply', ({ write }) => write('550 no\r\n25'), 'garbage'],
    ['sends a line without end', ({ write }) => write(`550 ${'x'.repeat(5000)}`), 'too_long'],
    ['sends lines without end', ({ write }) => write('550-no\r\n'.repeat(200)), 'too_long'],
  ];

  it.each(WAYS)('leaves one unanswered and the rest not asked when it %s at RCPT', async (_what, way, kind) => {
    const server = await startScriptedServer({ RCPT: secondRcpt(way) });
    const session = await openAt(server);
    const end = FAULT('rcpt', kind);
    expect(await session.ask(THREE)).toMatchObject([
      REPLIED(250),
      { kind: 'unanswered', end },
      { kind: 'not_asked', end },
    ]);
    expect(session.alive).toBe(false);
    expect(server.lines.filter((line) => line.startsWith('RCPT'))).toHaveLength(2);
  });

  it.each(WAYS)('leaves all not asked when it %s at MAIL', async (_what, way, kind) => {
    const session = await openAt(await startScriptedServer({ MAIL: way }));
    const fact = { kind: 'not_asked', end: FAULT('mail', kind) };
    expect(await session.ask(THREE)).toMatchObject([fact, fact, fact]);
  });

  it.each(WAYS)('opens no session when it %s at EHLO or at the banner', async (_what, way, kind) => {
    const atEhlo = await openSession(requestTo(await startScriptedServer({ EHLO: way })));
    expect(atEhlo).toMatchObject({ kind: 'ended', greeted: false, end: FAULT('ehlo', kind) });
    const atBanner = await openSession(requestTo(await startScriptedServer({ BANNER: way })));
    // A reset may overtake the connection itself.
    if (kind === 'reset') expect(atBanner).toMatchObject({ kind: 'ended', greeted: false, end: { kind: 'fault' } });
    else expect(atBanner).toMatchObject({ kind: 'ended', greeted: false, end: FAULT('banner', kind) });
  });

  it('is not believed any more once it says something unasked', async () => {
    let connection: Connection | undefined;
    const server = await startScriptedServer({
      RCPT: (own) => {
        connection = own;
        own.write('250 ok\r\n');
      },
    });
    const session = await openAt(server);
    await session.ask(['a@example.com']);
    connection?.write('550 no\r\n');
    await session.closed;
    expect(await session.ask(['b@example.com'])).toMatchObject([{ kind: 'not_asked', end: FAULT('rcpt', 'garbage') }]);
    expect(server.lines.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<a@example.com>']);
  });

  it('is told nothing more after 354 to RCPT', async () => {
    const server = await startScriptedServer({ RCPT: '354 go ahead\r\n' });
    const session = await openAt(server);
    expect(await session.ask(THREE.slice(1))).toMatchObject([
      REPLIED(354),
      { kind: 'not_asked', end: FAULT('rcpt', 'garbage') },
    ]);
    await session.quit();
    expect(server.lines.at(-1)).toBe('RCPT TO:<b@example.com>');
  });
});

describe('deadlines', () => {
  const silent: Answer = () => {};
  /** Never idle, never done: a byte every few milliseconds. */
  const drip: Answer = ({ socket, write }) => {
    write('250-');
    const timer = setInterval(() => write('2'), 5);
    socket.once('close', () => clearInterval(timer));
  };

  it.each([
    ['silent', silent],
    ['dripping', drip],
  ])('free us from a %s server at each stage', async (_what, answer) => {
    const kind = 'timeout';
    const timeouts = { commandMs: 150 };
    const open = async (verb: 'BANNER' | 'EHLO') =>
      openSession(requestTo(await startScriptedServer({ [verb]: answer }), { timeouts }));
    expect(await open('BANNER')).toMatchObject({ greeted: false, end: FAULT('banner', kind) });
    expect(await open('EHLO')).toMatchObject({ greeted: false, end: FAULT('ehlo', kind) });
    const atMail = await openAt(await startScriptedServer({ MAIL: answer }), { timeouts });
    expect(await atMail.ask(THREE.slice(2))).toMatchObject([{ kind: 'not_asked', end: FAULT('mail', kind) }]);
    const atRcpt = await openAt(await startScriptedServer({ RCPT: answer }), { timeouts });
    expect(await atRcpt.ask(THREE.slice(2))).toMatchObject([{ kind: 'unanswered', end: FAULT('rcpt', kind) }]);
  });

  it('of the whole session hold when every command keeps its own', async () => {
    const server = await startScriptedServer();
    const session = await openAt(server, { timeouts: { sessionMs: 150 } });
    for (;;) {
      const [fact] = await session.ask(['a@example.com']);
      if (fact?.kind === 'replied') continue;
      expect(fact).toMatchObject({ end: { kind: 'fault', fault: { kind: 'timeout' } } });
      break;
    }
    await session.quit();
    expect(server.lines).not.toContain('QUIT');
  });

  it('let quit resolve though the server never answers it', async () => {
    const server = await startScriptedServer({ QUIT: silent });
    const session = await openAt(server, { timeouts: { commandMs: 150 } });
    await session.quit();
    expect(server.lines.at(-1)).toBe('QUIT');
  });
});

describe('an abort', () => {
  it.each([
    [{ faultKind: 'lease_lost' }, 'lease_lost'],
    [undefined, 'aborted'],
    [new Error('stop'), 'aborted'],
    [{ faultKind: 'nonsense' }, 'aborted'],
  ] as const)('with the reason %j closes at once as %s', async (reason, kind) => {
    const server = await startScriptedServer({ RCPT: () => {} });
    const controller = new AbortController();
    const session = await openAt(server, { signal: controller.signal });
    const facts = session.ask(THREE.slice(1));
    await server.heard('RCPT');
    controller.abort(reason);
    const end = FAULT('rcpt', kind);
    expect(await facts).toMatchObject([
      { kind: 'unanswered', end },
      { kind: 'not_asked', end },
    ]);
    await session.quit();
    expect(server.lines).not.toContain('QUIT');
  });

  it('before the start connects to nobody', async () => {
    const server = await startScriptedServer();
    const opening = await openSession(requestTo(server, { signal: AbortSignal.abort({ faultKind: 'lease_lost' }) }));
    expect(opening).toMatchObject({ kind: 'ended', greeted: false, end: FAULT('connect', 'lease_lost') });
    expect(server.connections()).toBe(0);
  });

  it('while the banner is awaited ends the opening', async () => {
    const controller = new AbortController();
    const server = await startScriptedServer({ BANNER: () => controller.abort() });
    const opening = await openSession(requestTo(server, { signal: controller.signal }));
    expect(opening).toMatchObject({
      kind: 'ended',
      greeted: false,
      end: { kind: 'fault', fault: { kind: 'aborted' } },
    });
  });

  it('by destroy closes at once as well, and quit waits for the close', async () => {
    const server = await startScriptedServer({ RCPT: () => {} });
    const session = await openAt(server);
    const facts = session.ask(['a@example.com']);
    await server.heard('RCPT');
    session.destroy();
    await session.quit();
    expect(await facts).toMatchObject([{ kind: 'unanswered', end: FAULT('rcpt', 'aborted') }]);
  });
});
