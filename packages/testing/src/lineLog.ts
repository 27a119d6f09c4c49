/** The lines a server of a test has heard, and who waits for one. */
export class LineLog {
  readonly lines: string[] = [];
  readonly #listeners = new Set<() => void>();

  hear(line: string): void {
    this.lines.push(line);
    for (const listener of this.#listeners) listener();
  }

  /** Resolves when a line starts with the text, those of before included. */
  heard(start: string): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!this.lines.some((line) => line.startsWith(start))) return;
        this.#listeners.delete(check);
        resolve();
      };
      this.#listeners.add(check);
      check();
    });
  }
}
