import { clearsDoubt, findDoubt } from './doubt.ts';
import { linkSignals } from './linkSignals.ts';
import { ProbeRun } from './probeRun.ts';
import type { ProbeRequest, ProbeServices } from './request.ts';
import type { DomainProbe } from './result.ts';
import { withClocks } from './runServices.ts';
import { runSession } from './runSession.ts';
import { sessionsFor } from './sessionPlan.ts';

/**
 * Asks the mail hosts of one domain about its recipients and says what they answered: one fact for each recipient.
 * Nothing a network, a server or Redis does makes it reject; a fault of our own does, after every socket is closed and
 * every lease settled.
 */
export async function probeDomain(request: ProbeRequest, services: ProbeServices): Promise<DomainProbe> {
  const link = linkSignals(request.signal);
  try {
    const run = new ProbeRun(request, withClocks(services), link.signal);
    await runAll(run);
    await questionDoubtful(run);
    return run.finish();
  } finally {
    link.unlink();
  }
}

async function runAll(run: ProbeRun): Promise<void> {
  const { question, request } = run;
  if (run.hasWork) await question.lookUp();
  const work = { recipients: request.recipients.length, asksCatchAll: question.isOpen };
  const others = sessionsFor(work, request.policy, request.maxSessions ?? 1) - 1;
  const started: Promise<PromiseSettledResult<void>[]>[] = [];
  const start = () => Promise.allSettled([runSessions(run)]);
  // The first session asks the catch-all question; the others begin when it is answered.
  question.whenSettled(() => {
    for (let count = 0; count < others; count++) started.push(start());
  });
  const first = await start();
  const outcomes = [...first, ...(await Promise.all(started)).flat()];
  await question.release();
  const fault = outcomes.find((outcome) => outcome.status === 'rejected');
  if (fault !== undefined) throw fault.reason;
}

/**
 * Refusals that look as if nobody could be known are questioned once more: where the server refuses postmaster in the same
 * words, or gives no answer, they are no answer either. Where it has changed its words, a later pass asks again.
 */
async function questionDoubtful(run: ProbeRun): Promise<void> {
  const { ledger, question, request } = run;
  const doubt = findDoubt(ledger.entries, question.random);
  if (doubt === null) return;
  if (doubt.kind === 'everybody') {
    const postmaster = `postmaster@${request.domain}`;
    if (request.recipients.some((recipient) => recipient.toLowerCase() === postmaster)) return;
    const control = run.control(postmaster);
    await runSessions(control);
    run.sessions.push(...control.sessions);
    const [entry] = control.ledger.entries;
    if (entry !== undefined && clearsDoubt(entry.fact, doubt)) return;
    await question.disbelieve();
  } else {
    await question.askAgain();
  }
  for (const entry of doubt.entries) entry.isDoubted = true;
}

async function runSessions(run: ProbeRun): Promise<void> {
  try {
    while (run.hasWork) {
      if (!(await runSession(run))) return;
    }
  } catch (error) {
    run.abandon();
    throw error;
  }
}
