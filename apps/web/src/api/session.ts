/** Whether the server has refused us for want of a key, and who wants to know. */
const listeners = new Set<() => void>();

export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function signedOut(): void {
  localStorage.removeItem(SIGNED_IN);
  for (const listener of listeners) listener();
}

/** The cookie cannot be seen by scripts; this remembers over a reload that there is one. */
const SIGNED_IN = 'mailsift.signedIn';

export function signedIn(): void {
  localStorage.setItem(SIGNED_IN, 'yes');
}

export function isSignedIn(): boolean {
  return localStorage.getItem(SIGNED_IN) !== null;
}
