/** The screens, each with a path of its own, so that a reload and the back button do what people expect. */
export type Route =
  | { readonly screen: 'upload' }
  | { readonly screen: 'lists' }
  | { readonly screen: 'list'; readonly id: string }
  | { readonly screen: 'check' }
  | { readonly screen: 'none' };

export function routeOf(path: string): Route {
  const [first = '', second, ...rest] = path.replace(/^\/+|\/+$/g, '').split('/');
  if (rest.length > 0) return { screen: 'none' };
  if (first === 'lists' && second !== undefined) return { screen: 'list', id: second };
  if (second !== undefined) return { screen: 'none' };
  if (first === '') return { screen: 'upload' };
  if (first === 'lists') return { screen: 'lists' };
  if (first === 'check') return { screen: 'check' };
  return { screen: 'none' };
}

export const listPath = (id: string) => `/lists/${encodeURIComponent(id)}`;
