/** Up to `reach` characters of the same sentence: a full stop inside a name or a number does not end it. */
function sameSentence(reach: number): string {
  return `(?:[^.]|\\.(?=\\S)){0,${reach}}?`;
}

/**
 * A pattern for two things said of each other in one sentence: `first` and, within `reach` characters, `second`; or
 * `second` and shortly after it `first`. Both are sources of alternations (`a|b`).
 */
export function near(first: string, second: string, reach: number): string {
  const shortly = Math.min(reach, 24);
  return `(?:${first})${sameSentence(reach)}(?:${second})|(?:${second})${sameSentence(shortly)}(?:${first})`;
}

/** `first` and, within `reach` characters of the same sentence, `second`. */
export function followedBy(first: string, second: string, reach: number): string {
  return `(?:${first})${sameSentence(reach)}(?:${second})`;
}
