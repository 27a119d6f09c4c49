import { send } from '../api/request.ts';
import { signedOut } from '../api/session.ts';
import { Link } from './navigation.tsx';
import type { Route } from './route.ts';

interface HeaderProps {
  readonly route: Route;
  readonly isSignedIn: boolean;
}

export function Header({ route, isSignedIn }: HeaderProps) {
  const signOut = () => send('/v1/session', { method: 'DELETE' }).finally(signedOut);
  return (
    <header class="top">
      <div class="top-inner">
        <Link href="/" class="brand">
          <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
            <rect width="32" height="32" rx="8" class="brand-tile" />
            <path d="M7 10h18M10.5 16h11M14 22h4" class="brand-lines" />
          </svg>
          <span>mailsift</span>
        </Link>
        <nav aria-label="Main">
          <Link href="/" current={route.screen === 'upload'}>
            <span class="wide">New list</span>
            <span class="narrow">New</span>
          </Link>
          <Link href="/lists" current={route.screen === 'lists' || route.screen === 'list'}>
            Lists
          </Link>
          <Link href="/check" current={route.screen === 'check'}>
            <span class="wide">Check an address</span>
            <span class="narrow">Check</span>
          </Link>
          <a href="/docs">API</a>
        </nav>
        {isSignedIn && (
          <button type="button" class="button quiet" onClick={() => void signOut()}>
            Sign out
          </button>
        )}
      </div>
    </header>
  );
}
