import { reasonOf } from './reasonOf.ts';

/** Puts a question to a table; undefined where there is no table to ask. */
export type Ask<Table> = <Answer>(question: (table: Table) => Answer) => Answer | undefined;

/**
 * A table that one can do without: loaded when it is first asked, and given up for good (once, with the reason in one
 * line) when loading it or asking it throws.
 */
export function createOptionalTable<Table>(load: () => Table, giveUp: (reason: string) => void): Ask<Table> {
  let table: Table | null | undefined;
  return (question) => {
    if (table === null) return undefined;
    try {
      table ??= load();
      return question(table);
    } catch (error) {
      table = null;
      giveUp(reasonOf(error));
      return undefined;
    }
  };
}
