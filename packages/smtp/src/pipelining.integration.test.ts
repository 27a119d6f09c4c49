import { describe, expect, it } from 'vitest';
import type { RecipientFact } from './outcome.ts';
import { openAt } from './request.fixture.ts';
import { type Connection, type Script, startScriptedServer } from './scriptedServer.fixture.ts';

const EHLO = '250-mx.example.com\r\n250 PIPELINING\r\n';
const people = (count: number) => Array.from({ length: count }, (_, index) => `a${index + 1}@example.com`);

/** The code of each reply, or the kind of the fact and of its end. */
function told(facts: readonly RecipientFact[]): readonly (number | string)[] {
  return facts.map((fact) => {
    if (fact.kind === 'replied') return fact.reply.code;
    if (fact.kind === 'not_encodable' || fact.end === null) return fact.kind;
    return `${fact.kind}: ${fact.end.kind === 'reply' ? fact.end.reply.code : fact.end.fault.kind}`;
  });
}

/** A server that notes what came while it had not answered yet: verbs written together stand in one group. */
async function startGroupingServer(script: Script = {}) {
  const server = await startScriptedServer({ EHLO, ...script });
  return { server, groups: () => groupsOf(server.chunks()) };
}

function groupsOf(chunks: readonly Buffer[]): readonly string[] {
  return chunks.map((chunk) =>
    chunk
      .toString()
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(' ')[0])
      .join(' '),
  );
}

/** Answers the n-th RCPT of a connection as given, all others with 250. */
const atRcpt = (answers: Readonly<Record<number, (connection: Connection) => void>>) => (connection: Connection) => {
  const answer = answers[connection.seen('RCPT')];
  if (answer === undefined) connection.write('250 2.1.5 ok\r\n');
  else answer(connection);
};

describe('commands written together (RFC 2920)', () => {
  it('are the recipients after the first one, and RSET with MAIL', async () => {
    const { server, groups } = await startGroupingServer();
    const session = await openAt(server);
    expect(told(await session.ask(people(5)))).toEqual(Array(5).fill(250));
    expect(told(await session.ask(people(5)))).toEqual(Array(5).fill(250));
    await session.quit();
    expect(groups()).toEqual([
      'EHLO',
      'MAIL',
      'RCPT',
      'RCPT RCPT RCPT RCPT',
      'RSET MAIL',
      'RCPT RCPT RCPT RCPT RCPT',
      'QUIT',
    ]);
  });

  it('are none where the server does not offer it, or knows HELO alone', async () => {
    for (const script of [{ EHLO: '250 mx.example.com\r\n' }, { EHLO: '502 unknown command\r\n' }]) {
      const { server, groups } = await startGroupingServer(script);
      const session = await openAt(server);
      await session.ask(people(3));
      await session.ask(people(1));
      expect(groups().some((group) => group.includes(' '))).toBe(false);
    }
  });

  it('each have the reply in their place, in however many pieces it comes', async () => {
    const pieces = ['55', '0-5.1.1 no\r\n550 5.1.1 such user\r\n250 ok\r', '\n450 4.2.0 later\r\n250 ok\r\n'];
    const answers = { 2: () => {}, 3: () => {}, 4: () => {}, 5: ({ write }: Connection) => pieces.forEach(write) };
    const { server } = await startGroupingServer({ RCPT: atRcpt(answers) });
    const facts = await (await openAt(server)).ask(people(5));
    expect(told(facts)).toEqual([250, 550, 250, 450, 250]);
    expect(facts[1]).toMatchObject({ reply: { stage: 'rcpt', text: '5.1.1 no such user' } });
  });

  it('are none of them believed where one reply too many came with theirs', async () => {
    const all = '250 ok\r\n550 5.1.1 no\r\n250 ok\r\n550 5.1.1 no\r\n250 ok\r\n';
    const answers = { 2: () => {}, 3: () => {}, 4: () => {}, 5: ({ write }: Connection) => write(all) };
    const { server } = await startGroupingServer({ RCPT: atRcpt(answers) });
    const session = await openAt(server);
    expect(told(await session.ask(people(5)))).toEqual([250, ...Array(4).fill('unanswered: garbage')]);
    expect(session.alive).toBe(false);
  });

  it('wait until the server has shown that it gives one reply to one question', async () => {
    const { server, groups } = await startGroupingServer({ RCPT: '250 ok\r\n550 5.1.1 no\r\n' });
    const session = await openAt(server);
    expect(told(await session.ask(people(5)))).toEqual(['unanswered: garbage', ...Array(4).fill('not_asked: garbage')]);
    expect(groups()).toEqual(['EHLO', 'MAIL', 'RCPT']);
  });

  it('keep the replies that came before the connection was lost', async () => {
    const { server } = await startGroupingServer({ RCPT: atRcpt({ 3: ({ end }) => end(), 4: () => {}, 5: () => {} }) });
    expect(told(await (await openAt(server)).ask(people(5)))).toEqual([
      250,
      250,
      ...Array(3).fill('unanswered: closed'),
    ]);
  });

  it('end with a 421, which is the answer to one of them', async () => {
    const answers = { 3: ({ write }: Connection) => write('421 4.7.0 enough\r\n'), 4: () => {}, 5: () => {} };
    const { server } = await startGroupingServer({ RCPT: atRcpt(answers) });
    expect(told(await (await openAt(server)).ask(people(5)))).toEqual([
      250,
      250,
      421,
      ...Array(2).fill('unanswered: 421'),
    ]);
  });

  it('are not believed after a 354, which takes what follows for a message', async () => {
    const { server } = await startGroupingServer({ RCPT: atRcpt({ 3: ({ write }) => write('354 go ahead\r\n') }) });
    expect(told(await (await openAt(server)).ask(people(5)))).toEqual([
      250,
      250,
      354,
      ...Array(2).fill('unanswered: garbage'),
    ]);
  });

  it('have a deadline each, counted from the reply before', async () => {
    const { server } = await startGroupingServer({ RCPT: atRcpt({ 3: () => {}, 4: () => {}, 5: () => {} }) });
    const session = await openAt(server, { timeouts: { commandMs: 500 } });
    expect(told(await session.ask(people(5)))).toEqual([250, 250, ...Array(3).fill('unanswered: timeout')]);
  });

  it('leave everybody unasked where RSET or MAIL is refused', async () => {
    const { server } = await startGroupingServer({
      MAIL: (connection) => connection.write(connection.seen('MAIL') === 2 ? '550 5.7.1 no more\r\n' : '250 ok\r\n'),
    });
    const session = await openAt(server);
    await session.ask(people(2));
    expect(told(await session.ask(people(2)))).toEqual(Array(2).fill('not_asked: 550'));
  });
});
