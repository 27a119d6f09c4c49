import { useEffect, useRef } from 'preact/hooks';

/** Does something again and again while the page is looked at, each time `ms` after the last one ended; null: not at all. */
export function useEvery(ms: number | null, work: () => Promise<void>): void {
  const latest = useRef(work);
  latest.current = work;
  useEffect(() => {
    if (ms === null) return;
    let timer = 0;
    let isOver = false;
    const tick = async () => {
      if (!document.hidden) await latest.current();
      if (!isOver) timer = window.setTimeout(tick, ms);
    };
    timer = window.setTimeout(tick, ms);
    return () => {
      isOver = true;
      window.clearTimeout(timer);
    };
  }, [ms]);
}
