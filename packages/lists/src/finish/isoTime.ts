const MILLISECONDS = '000Z'.length;

/** The second that was written last: results come in the order in which they were made, many in one second. */
let second = { at: Number.NaN, text: '' };

/** `new Date(at).toISOString()` of an epoch ms, for millions of them. */
export function isoTime(at: number): string {
  const whole = Math.floor(at / 1_000) * 1_000;
  if (whole !== second.at) second = { at: whole, text: new Date(whole).toISOString().slice(0, -MILLISECONDS) };
  return `${second.text}${String(Math.trunc(at - whole)).padStart(3, '0')}Z`;
}
