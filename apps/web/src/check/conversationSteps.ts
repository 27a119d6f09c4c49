import type { Result } from '../api/schemas.ts';

export type StepState = 'done' | 'decided' | 'bad' | 'skipped';

export interface Step {
  readonly name: string;
  /** What happened, in plain words. */
  readonly words: string;
  readonly state: StepState;
  /** What the server said, as it said it. */
  readonly reply: string | null;
}

const STAGES = ['connect', 'banner', 'ehlo', 'starttls', 'mail', 'rcpt'] as const;
type Stage = (typeof STAGES)[number];

const STAGE_WORDS = {
  connect: { name: 'Connect', done: 'The mail server was reached', bad: 'The mail server was not reached' },
  banner: { name: 'Greeting', done: 'It greeted us', bad: 'It did not let us in' },
  ehlo: { name: 'Introduction', done: 'We told our name', bad: 'It did not take our name' },
  starttls: { name: 'Encryption', done: 'The conversation was encrypted', bad: 'Encryption failed' },
  mail: { name: 'Sender', done: 'It took our sender address', bad: 'It refused our sender address' },
  rcpt: { name: 'Recipient', done: 'It was asked for the mailbox', bad: 'It refused the mailbox' },
} as const satisfies Record<Stage, { readonly name: string; readonly done: string; readonly bad: string }>;

/** The conversation with the mail server as far as the result tells it: every stage up to the one that decided. */
export function conversationSteps(
  result: Pick<Result, 'smtp' | 'mxEnrichment' | 'cause' | 'event' | 'status'>,
): readonly Step[] {
  const { smtp, mxEnrichment } = result;
  const found = lookUpStep(result);
  if (smtp === null) return found === null ? [] : [found];
  const last = STAGES.indexOf(smtp.stage);
  const stages = STAGES.slice(0, last + 1).filter(
    (stage) => stage !== 'starttls' || smtp.tls || smtp.stage === 'starttls',
  );
  const lookUp: Step = {
    name: 'Look-up',
    words: mxEnrichment.mxHost === null ? 'Its mail server was found' : `Its mail server is ${mxEnrichment.mxHost}`,
    state: 'done',
    reply: null,
  };
  const steps = stages.map((stage): Step => {
    const words = STAGE_WORDS[stage];
    if (stage !== smtp.stage) return { name: words.name, words: words.done, state: 'done', reply: null };
    const isAccepted = smtp.code !== null && smtp.code < 400;
    return {
      name: words.name,
      words: isAccepted ? acceptedWords(stage, words.done) : words.bad,
      state: isAccepted ? 'decided' : 'bad',
      reply: replyOf(smtp),
    };
  });
  return [lookUp, ...steps];
}

function acceptedWords(stage: Stage, words: string): string {
  return stage === 'rcpt' ? 'It would take mail for the mailbox' : words;
}

/** Where nobody had to be asked, or nobody could be. */
function lookUpStep({ event, cause }: Pick<Result, 'event' | 'cause'>): Step | null {
  const name = 'Look-up';
  if (event === 'invalid_syntax')
    return { name: 'Syntax', words: 'This is no email address: nobody was asked', state: 'bad', reply: null };
  if (event === 'domain_does_not_exist') return { name, words: 'The domain does not exist', state: 'bad', reply: null };
  if (event === 'mxserver_does_not_exist')
    return { name, words: 'The domain has no mail server', state: 'bad', reply: null };
  if (cause === 'dns_error') return { name, words: 'The domain could not be looked up', state: 'bad', reply: null };
  if (cause === 'unverifiable_provider') {
    return {
      name,
      words: 'Its provider takes every address at first, so asking would tell nothing',
      state: 'skipped',
      reply: null,
    };
  }
  return null;
}

/** Code, enhanced code and text, as they stood on the line. */
function replyOf({ code, enhancedCode, reply }: NonNullable<Result['smtp']>): string | null {
  if (reply === null) return code === null ? null : String(code);
  const codes = [code === null ? '' : String(code), enhancedCode ?? ''].filter((part) => part !== '');
  // Some servers' texts carry the codes already.
  const missing = codes.filter((part) => !reply.startsWith(part) && !reply.includes(part));
  return [...missing, reply].join(' ');
}
