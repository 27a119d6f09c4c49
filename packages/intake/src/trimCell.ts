/** Code points that people paste around an address without seeing them, beyond what `trim` takes off. */
function isInvisibleAtEnds(code: number): boolean {
  return (
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    code === 0x2060 ||
    (code >= 0x2066 && code <= 0x2069) ||
    code === 0xad
  );
}

function trimInvisible(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isInvisibleAtEnds(text.charCodeAt(from))) from++;
  while (to > from && isInvisibleAtEnds(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

/** White space and invisible characters, in any mixture, off both ends. */
function trimEnds(text: string): string {
  let before = text;
  let after = trimInvisible(text.trim());
  // Each round takes at least one character off; mixtures deeper than this are no accident.
  for (let round = 0; round < 8 && after.length !== before.length; round++) {
    before = after;
    after = trimInvisible(after.trim());
  }
  return after;
}

/** Frames an address may stand in, nested, such as `"<mailto:a@b.c>"`. */
const MOST_FRAMES = 4;

/**
 * The address inside a cell, where what stands around it cannot be part of one: white space (also no-break and
 * zero-width space, byte order and direction marks), `<...>`, `"..."` around the whole, `mailto:`.
 */
export function trimCell(cell: string): string {
  let text = trimEnds(cell);
  for (let frame = 0; frame < MOST_FRAMES; frame++) {
    const inner = withoutFrame(text);
    if (inner === text) return text;
    text = trimEnds(inner);
  }
  return text;
}

function withoutFrame(text: string): string {
  const first = text.charCodeAt(0);
  if (first === 0x3c && text.endsWith('>')) return text.slice(1, -1);
  if (first === 0x22 && text.length > 1 && text.indexOf('"', 1) === text.length - 1) return text.slice(1, -1);
  if ((first === 0x6d || first === 0x4d) && text.slice(0, 7).toLowerCase() === 'mailto:') return text.slice(7);
  return text;
}
