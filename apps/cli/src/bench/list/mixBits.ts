/**
 * 32 well-mixed bits of a seed, a row and what they are for: the same again whatever was drawn before, so that a row can be
 * made, and made again for comparison, without those ahead of it. The constants are lowbias32's (C. Wellons, hash-prospector).
 */
export function mixBits(seed: number, row: number, purpose: number): number {
  let bits = seed ^ Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(purpose + 1, 0x85ebca77);
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
}
