import type { Keys } from '@mailsift/hints';
import { maskAddresses } from '@mailsift/runtime';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { answerWithin } from '../redisAnswer.ts';
import { type LaneSignal, type Lease, type Lesson, NO_LESSON } from './lease.ts';
import type { LeaseKeeper } from './leaseKeeper.ts';
import type { Scopes } from './scopes.ts';
import { loadAdmissionScript } from './script.ts';
import { connectionLimit } from './serverLimits.ts';

const settleScript = loadAdmissionScript('settle');
const settleAnswer = z.union([
  z.literal('cold'),
  z.tuple([z.literal([0, 1]), z.enum(['none', 'slowed', 'rests', 'recovered']), z.int().min(0)]),
]);

/** Postfix rests a dead destination for 300 s; block lists are lifted in hours, not minutes. */
const FIRST_COOLDOWN_MS = 5 * 60_000;
const LONGEST_COOLDOWN_MS = 4 * 3_600_000;
/** So that the lanes of many identities do not come back at the same moment. */
const JITTER = 0.2;
const LONGEST_REPLY = 300;

/** What admit.lua wrote, or may have written, for one connection. */
export interface Granted {
  readonly id: string;
  readonly identity: string;
  readonly lane: string;
  readonly scopes: Scopes;
  readonly epoch: number;
  /** Leases of the lane when it was granted, this one counted. */
  readonly place: number;
  /** RCPTs the server takes over one connection, or null. */
  readonly rcpts: number | null;
  /** Most connections by the policy. */
  readonly connections: number;
}

/** A lane is asked more slowly, was given up for a while, or answers again. `reply` (local parts masked) is empty where nothing was said. */
export interface LaneChange {
  readonly kind: 'slowed' | 'rests' | 'recovered';
  readonly identity: string;
  readonly lane: string;
  readonly signal: LaneSignal;
  readonly code: number | null;
  readonly reply: string;
  /** Epoch ms by the clock of Redis; null unless it rests: a slowed lane grows back with what fares well. */
  readonly until: number | null;
}

export interface GrantsOptions {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly keeper: LeaseKeeper;
  readonly settings: { readonly firstCooldownMs?: number; readonly longestCooldownMs?: number };
  readonly onError: (error: unknown) => void;
  readonly onLaneChange?: (change: LaneChange) => void;
  readonly random?: () => number;
}

interface Ended {
  readonly signal: LaneSignal | 'unused';
  readonly lesson: Lesson;
}

/** Turns grants into leases, and gives them back. */
export function createGrants(options: GrantsOptions) {
  const { redis, keys, keeper, settings, onError, onLaneChange = () => {}, random = Math.random } = options;
  const { firstCooldownMs = FIRST_COOLDOWN_MS, longestCooldownMs = LONGEST_COOLDOWN_MS } = settings;

  const giveBack = async (granted: Granted, ended: Ended): Promise<void> => {
    const { scopes } = granted;
    const jitter = 1 - JITTER + 2 * JITTER * random();
    const { epoch, place, connections } = granted;
    const numbers = [epoch, place, connections, firstCooldownMs, longestCooldownMs, jitter];
    const lesson = lessonArguments(ended.lesson);
    const run = () =>
      settleScript.run(
        redis,
        [
          ...[keys.generation, ...scopes.leases, scopes.state, scopes.server, scopes.breaker],
          ...[keys.refusals, scopes.refusal],
        ],
        [granted.id, ended.signal, ...numbers, ...lesson.limits, scopes.member, ...lesson.reply],
      );
    try {
      const answer = settleAnswer.parse(await answerWithin(redis, run));
      if (answer !== 'cold' && answer[1] !== 'none') tell(granted, ended, { kind: answer[1], until: answer[2] });
    } catch (error) {
      onError(error);
    }
  };

  const tell = (
    { identity, lane }: Granted,
    { signal, lesson }: Ended,
    { kind, until }: { readonly kind: LaneChange['kind']; readonly until: number },
  ) => {
    if (signal === 'unused') return;
    const code = lesson.refusal?.code ?? null;
    const reply = shownReply(lesson);
    onLaneChange({ kind, identity, lane, signal, code, reply, until: kind === 'rests' ? until : null });
  };

  /** `heldSince`: monotonic, ms; from before it was asked for. */
  const hold = (granted: Granted, heldSince: number): Lease => {
    const controller = new AbortController();
    keeper.keep({ id: granted.id, scopes: granted.scopes.leases, controller, heldSince });
    let settled: Promise<void> | null = null;
    return {
      id: granted.id,
      signal: controller.signal,
      rcpts: granted.rcpts,
      settle(signal, lesson = NO_LESSON) {
        keeper.drop(granted.id);
        settled ??= giveBack(granted, { signal, lesson });
        return settled;
      },
    };
  };

  return { hold, giveBackUnused: (granted: Granted) => giveBack(granted, { signal: 'unused', lesson: NO_LESSON }) };
}

/** In the order of settle.lua. */
function lessonArguments(lesson: Lesson) {
  const { isReached, unanswered, refusal, rcpts } = lesson;
  const limit = refusal === null ? null : connectionLimit(refusal);
  const connections = { fewer: 0, none: -1 }[limit === 'fewer' ? limit : 'none'];
  return {
    limits: [
      isReached ? 'reached' : (unanswered ?? 'unknown'),
      typeof limit === 'number' ? limit : connections,
      rcpts ?? 0,
    ],
    reply: [refusal?.code ?? '', shownReply(lesson)],
  };
}

/** For people: nobody's address, and no more than a line or two. */
function shownReply({ refusal }: Lesson): string {
  if (refusal === null) return '';
  const { enhancedCode, text } = refusal;
  const whole = enhancedCode === null || text.startsWith(enhancedCode) ? text : `${enhancedCode} ${text}`;
  return maskAddresses(whole.slice(0, LONGEST_REPLY));
}
