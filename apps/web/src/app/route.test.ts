import { expect, it } from 'vitest';
import { listPath, routeOf } from './route.ts';

it.each([
  ['/', { screen: 'upload' }],
  ['/lists', { screen: 'lists' }],
  ['/lists/', { screen: 'lists' }],
  ['/lists/0123456789abcdef01234567', { screen: 'list', id: '0123456789abcdef01234567' }],
  ['/check', { screen: 'check' }],
  ['/lists/a/b', { screen: 'none' }],
  ['/check/a', { screen: 'none' }],
  ['/elsewhere', { screen: 'none' }],
])('the path %s is a screen', (path, route) => {
  expect(routeOf(path)).toEqual(route);
});

it('the path of a list leads to it', () => {
  expect(routeOf(listPath('abc'))).toEqual({ screen: 'list', id: 'abc' });
});
