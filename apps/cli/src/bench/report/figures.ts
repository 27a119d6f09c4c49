import type { ProcessFacts } from '../processes/processFacts.ts';
import type { Machine } from './machine.ts';

/** What DESIGN section 10 asks for. `ratio` is of the bare figure, `atLeast` and `atMost` of the figure itself. */
export type Target =
  | { readonly kind: 'ratio'; readonly least: number }
  | { readonly kind: 'atLeast' | 'atMost'; readonly value: number };

export interface Figure {
  readonly what: string;
  /** Null where it could not be told. */
  readonly measured: number | null;
  readonly unit: string;
  /** The same without mailsift around it. */
  readonly bare: number | null;
  readonly target: Target | null;
}

export interface BenchReport {
  readonly machine: Machine;
  readonly rows: number;
  readonly addresses: number;
  readonly workers: number;
  /** Of one worker. */
  readonly connections: number;
  readonly figures: readonly Figure[];
  readonly processes: readonly ProcessFacts[];
  /** Rows whose values and verdict were held against what went in and what is true. */
  readonly checkedRows: number;
  /** From the upload to the end of the last download. */
  readonly seconds: number;
}

/** Measured by bare; null where either is missing. */
export function ratioOf({ measured, bare }: Pick<Figure, 'measured' | 'bare'>): number | null {
  return measured === null || bare === null || bare === 0 ? null : measured / bare;
}

/** Null where there is no target, or nothing to hold against it. */
export function isReached(figure: Figure): boolean | null {
  const { target, measured } = figure;
  if (target === null || measured === null) return null;
  switch (target.kind) {
    case 'ratio': {
      const ratio = ratioOf(figure);
      return ratio === null ? null : ratio >= target.least;
    }
    case 'atLeast':
      return measured >= target.value;
    case 'atMost':
      return measured <= target.value;
    default:
      return target satisfies never;
  }
}
