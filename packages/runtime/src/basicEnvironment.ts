const KEPT = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ'] as const;

/** The few variables every command needs. For children that must not inherit our settings and secrets. */
export function basicEnvironment(source: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of KEPT) {
    const value = source[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}
