import { ApiProblem } from '../../http/apiProblem.ts';

/** Deflate packs at most about 1,030 to 1; lists of addresses come to 10 or 20, and hardly ever to this. */
const MOST_RATIO = 100;
/** What little is sent may say whatever it likes. */
const FREE_BYTES = 16 * 1024 * 1024;

/** @throws ApiProblem `compression_ratio` for what only a bomb unpacks to. */
export function assertRatio({ packed, unpacked }: { readonly packed: number; readonly unpacked: number }): void {
  if (unpacked > FREE_BYTES && unpacked > packed * MOST_RATIO) throw new ApiProblem('compression_ratio');
}
