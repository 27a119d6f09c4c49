/** Shares of DESIGN section 10: 40 % one domain, 15 % in domains of one to three addresses, the rest in middling ones. */
const HOT_SHARE = 0.4;
const SMALL_SHARE = 0.15;
const HOT_DOMAIN = 'example-hot.test';
/** A list has a middling domain for so many rows, up to some hundred of them. */
const ROWS_FOR_MIDDLING = 1_000;
const MOST_MIDDLING = 400;
/** A prime above any length a list may have: row times it, modulo the length, visits every place once. */
const STRIDE = 32_452_843;

/** Rows a list may have: `row * STRIDE` stays an exact number. */
export const MOST_ROWS = 20_000_000;

/** The domain of a row. Shares and sizes are exact, and the rows of one domain are scattered over the list. */
export function benchDomain(row: number, rows: number): string {
  const place = (row * STRIDE) % rows;
  const hot = Math.floor(rows * HOT_SHARE);
  if (place < hot) return HOT_DOMAIN;
  const small = Math.floor(rows * SMALL_SHARE);
  if (place < hot + small) return smallDomain(place - hot);
  const middling = Math.min(MOST_MIDDLING, Math.ceil(rows / ROWS_FOR_MIDDLING));
  return `small-mid-${(place - hot - small) % middling}.test`;
}

/** Six rows make three domains, of one, two and three rows; half of all share operators, the others have their own. */
function smallDomain(place: number): string {
  const step = place % 6;
  const number = Math.floor(place / 6) * 3 + (step === 0 ? 0 : step < 3 ? 1 : 2);
  return number % 2 === 0 ? `d${number}.small.test` : `small-${number}.test`;
}
