import { InvalidArgumentError } from 'commander';

/** Reads a comma-separated option, each word one of `allowed`; gives it as it goes into a query. */
export function wordsOf(allowed: readonly string[]): (text: string) => string {
  return (text) => {
    const words = text.split(',').map((word) => word.trim());
    const unknown = words.filter((word) => !allowed.includes(word));
    if (unknown.length > 0) throw new InvalidArgumentError(`Allowed, with commas between: ${allowed.join(', ')}.`);
    return words.join(',');
  };
}

/** Reads a whole number of at least 1. */
export function countOf(text: string): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count < 1) throw new InvalidArgumentError('It is a whole number from 1.');
  return count;
}
