import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openSession } from './opening.ts';
import { requestTo } from './request.fixture.ts';
import { type Answer, type Connection, type Script, startScriptedServer } from './scriptedServer.fixture.ts';

/** What a server may come up with, friendly and not. */
const answer: fc.Arbitrary<Answer> = fc.oneof(
  {
    arbitrary: fc.constantFrom(
      '250 ok\r\n',
      '250-mx\r\n250-STARTTLS\r\n250 SMTPUTF8\r\n',
      '250-mx\r\n250-PIPELINING\r\n250 SMTPUTF8\r\n',
      '354 go ahead\r\n',
    ),
    weight: 6,
  },
  {
    arbitrary: fc.constantFrom(
      '550 5.1.1 no\r\n',
      '450 later\r\n',
      '502 unknown command\r\n',
      '421 bye\r\n',
      'what?\r\n',
    ),
    weight: 3,
  },
  { arbitrary: fc.constantFrom('250 ok\r\n354 go ahead\r\n', '221 bye\r\n', '250 ok\n'), weight: 1 },
  {
    arbitrary: fc.constantFrom(
      ({ end }: Connection) => end(),
      ({ reset }: Connection) => reset(),
    ),
    weight: 1,
  },
);
const script: fc.Arbitrary<Script> = fc.record(
  { EHLO: answer, HELO: answer, MAIL: answer, RCPT: answer, RSET: answer, STARTTLS: answer },
  { requiredKeys: [] },
);
const recipient = fc.oneof(
  fc.constantFrom(
    'a@example.com',
    'é@example.com',
    '"a\r\nDATA"@example.com',
    'a@b>\r\nDATA\r\n',
    '\u010d\u010a@x',
    '"DATA"@example.com',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

const LINE =
  /^(?:EHLO probe\.example\.net|HELO probe\.example\.net|STARTTLS|RSET|QUIT|MAIL FROM:<verify@example\.net>(?: SMTPUTF8)?|RCPT TO:<[^\p{Cc}]+>)$/u;

it('S2 says only what belongs to a probe, never DATA, one fact a recipient, whatever is asked and answered', async () => {
  await fc.assert(
    fc.asyncProperty(script, fc.array(recipient, { maxLength: 4 }), async (given, recipients) => {
      const server = await startScriptedServer(given);
      // A server that takes STARTTLS and then is silent is met by the deadline.
      const opening = await openSession(requestTo(server, { timeouts: { commandMs: 2000 } }));
      if (opening.kind === 'open') {
        const { session } = opening;
        for (let transaction = 0; transaction < 2; transaction++) {
          const facts = await session.ask(recipients);
          expect(facts).toHaveLength(recipients.length);
        }
        await session.quit();
      }
      for (const line of server.lines) expect(line).toMatch(LINE);
      expect(server.bytes().every((byte) => byte >= 0x20 || byte === 0x0d || byte === 0x0a)).toBe(true);
    }),
    { numRuns: 150 },
  );
});
