import type { LaneSignal, Lease, Lesson } from '@mailsift/lanes';
import { openSession, type SessionEnd, type SessionOpening, type SessionRequest, type Target } from '@mailsift/smtp';
import { laneSignal } from '@mailsift/verdict';
import { Conversation, type Finish } from './conversation.ts';
import { lessonOfOpening } from './lessons.ts';
import { linkSignals } from './linkSignals.ts';
import type { ProbeRun } from './probeRun.ts';

export interface Connection {
  readonly lease: Lease;
  readonly target: Target;
  readonly startTls: SessionRequest['startTls'];
}

/** What one connection came to. */
export type Held =
  | { readonly kind: 'conversed'; readonly finish: Finish }
  /** No conversation. `greeted`: the host had answered with 2xx to the connection and to EHLO. */
  | { readonly kind: 'not_open'; readonly end: SessionEnd; readonly greeted: boolean; readonly signal: LaneSignal };

/** What the session has been so far, kept for the report whatever happens next. */
interface Course {
  signal: LaneSignal;
  lesson: Lesson | undefined;
  opening: SessionOpening | null;
  conversation: Conversation | null;
  end: SessionEnd | null;
}

/**
 * Holds one connection from its lease to its close: opens it, lets the conversation run, says QUIT. The lease is
 * settled after the socket's `close` event in every case; until more is known it is settled as `failed`, which
 * neither praises a lane nor slows one that works.
 */
export async function holdSession(run: ProbeRun, connection: Connection): Promise<Held> {
  const { now, elapsed } = run.services;
  const course: Course = { signal: 'failed', lesson: undefined, opening: null, conversation: null, end: null };
  const since = { at: now(), elapsed: elapsed() };
  const link = linkSignals(connection.lease.signal, run.signal);
  try {
    return await converse(run, { connection, signal: link.signal, course });
  } finally {
    link.unlink();
    await connection.lease.settle(course.signal, course.lesson);
    run.sessions.push({
      target: connection.target,
      tls: course.opening?.kind === 'open' ? course.opening.session.tls : null,
      greeted: course.opening?.kind === 'open' || course.opening?.greeted === true,
      rcpts: course.conversation?.rcpts ?? 0,
      end: course.end,
      signal: course.signal,
      startedAt: since.at,
      durationMs: Math.max(0, elapsed() - since.elapsed),
    });
  }
}

interface Holding {
  readonly connection: Connection;
  readonly signal: AbortSignal;
  readonly course: Course;
}

async function converse(run: ProbeRun, { connection, signal, course }: Holding): Promise<Held> {
  const { target, startTls } = connection;
  const { timeouts, allowPrivate } = run.services.settings;
  const { identity, onLine } = run.request;
  const listener = onLine === undefined ? {} : { onLine };
  const opening = await openSession({ identity, target, timeouts, startTls, allowPrivate, signal, ...listener });
  course.opening = opening;
  if (opening.kind === 'ended') {
    const { end, greeted } = opening;
    const judged = laneSignal({ kind: 'not_asked', end });
    // Nothing was heard of the host, so there is nothing to praise it for, even where the fault is our own.
    course.signal = judged === 'ok' && !greeted ? 'failed' : judged;
    course.lesson = lessonOfOpening(opening, course.signal);
    course.end = end;
    return { kind: 'not_open', end, greeted, signal: course.signal };
  }
  const { session } = opening;
  const host = { target, tls: session.tls };
  run.met(host);
  run.limitShare(connection.lease.rcpts);
  const conversation = new Conversation(run, session, host);
  course.conversation = conversation;
  try {
    const finish = await conversation.talk();
    course.signal = conversation.signal;
    course.lesson = conversation.lesson;
    if (finish.kind === 'cut_off' || finish.kind === 'stopped') course.end = finish.end;
    return { kind: 'conversed', finish };
  } finally {
    await session.quit();
  }
}
