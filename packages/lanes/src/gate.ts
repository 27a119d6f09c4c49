/** Lets at most so many tasks run at once; the others wait their turn, first come first served. */
export interface Gate {
  run<T>(task: () => Promise<T>): Promise<T>;
}

export function createGate(width: number): Gate {
  const waiting: (() => void)[] = [];
  let running = 0;
  // Taken from the front by index: shifting a long array for each task would cost the square of its length.
  let front = 0;

  const leave = () => {
    const next = waiting[front];
    if (next === undefined) {
      running -= 1;
      return;
    }
    front += 1;
    if (front > 1024 && front * 2 > waiting.length) {
      waiting.splice(0, front);
      front = 0;
    }
    next();
  };

  return {
    async run(task) {
      // A finished task hands its place over, so `running` stays as it is for the one that waited.
      if (running < width) running += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await task();
      } finally {
        leave();
      }
    },
  };
}
