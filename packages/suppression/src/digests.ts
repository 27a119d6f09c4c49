import { hash } from 'node:crypto';
import type { Algorithm } from './parseEntry.ts';

export function digestOf(algorithm: Algorithm, text: string): Buffer {
  return hash(algorithm, text, 'buffer');
}

export function hexToDigest(hex: string): Buffer {
  return Buffer.from(hex, 'hex');
}
