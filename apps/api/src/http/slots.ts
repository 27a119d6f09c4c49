import { ApiProblem } from './apiProblem.ts';

const RETRY_AFTER_SECONDS = 10;

/** At most so many of what is costly at once; who comes after that is told to come again. */
export class Slots {
  readonly #code: 'too_many_uploads' | 'too_many_downloads';
  #free: number;

  constructor(slots: number, code: 'too_many_uploads' | 'too_many_downloads') {
    this.#free = slots;
    this.#code = code;
  }

  /** @throws ApiProblem of the code while none is free; else what the work throws. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    this.take();
    try {
      return await work();
    } finally {
      this.giveBack();
    }
  }

  /** For work that is no promise; `giveBack` follows. @throws ApiProblem of the code while none is free. */
  take(): void {
    if (this.#free === 0) throw new ApiProblem(this.#code, { headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) } });
    this.#free--;
  }

  giveBack(): void {
    this.#free++;
  }
}
