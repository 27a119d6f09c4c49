/** A signal for sleeping: aborted with the other, or when nothing new is to begin. */
export function untilStopped(signal: AbortSignal, stop: AbortSignal | undefined): AbortSignal {
  return stop === undefined ? signal : AbortSignal.any([signal, stop]);
}
