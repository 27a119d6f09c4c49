import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type Route, routeOf } from './route.ts';

const MOVED = 'mailsift:moved';

/** Shows another screen. `replace` leaves no step for the back button. */
export function navigate(path: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  window.dispatchEvent(new Event(MOVED));
  window.scrollTo(0, 0);
}

export function useRoute(): Route {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const follow = () => setPath(location.pathname);
    window.addEventListener('popstate', follow);
    window.addEventListener(MOVED, follow);
    return () => {
      window.removeEventListener('popstate', follow);
      window.removeEventListener(MOVED, follow);
    };
  }, []);
  return routeOf(path);
}

interface LinkProps {
  readonly href: string;
  readonly class?: string;
  readonly current?: boolean;
  readonly children: ComponentChildren;
}

/** A link to a screen: a plain one for new tabs and for copying. */
export function Link({ href, class: className = '', current = false, children }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(href);
  };
  return (
    <a href={href} class={className} onClick={follow} {...(current ? { 'aria-current': 'page' as const } : {})}>
      {children}
    </a>
  );
}
