import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentDisposition } from './contentDisposition.ts';

describe('the name of a download', () => {
  it.each([
    ['people-verified.csv', 'attachment; filename="people-verified.csv"'],
    ['liste é.csv', `attachment; filename="liste _.csv"; filename*=UTF-8''liste%20%C3%A9.csv`],
    ["it's (1)*.csv", `attachment; filename="it_s _1__.csv"; filename*=UTF-8''it%27s%20%281%29%2A.csv`],
    ['a"b.csv', `attachment; filename="a_b.csv"; filename*=UTF-8''a%22b.csv`],
    ['../../etc/passwd', `attachment; filename="__.._etc_passwd"`],
    [
      'a\r\nSet-Cookie: x=1.csv',
      `attachment; filename="aSet-Cookie_ x_1.csv"; filename*=UTF-8''aSet-Cookie%3A%20x%3D1.csv`,
    ],
    ['', 'attachment; filename="list"'],
  ])('%j is sent as it can be', (name, header) => {
    expect(contentDisposition(name)).toBe(header);
  });

  it('keeps its extension when it is cut', () => {
    expect(contentDisposition(`${'x'.repeat(400)}.ndjson`)).toBe(`attachment; filename="${'x'.repeat(143)}.ndjson"`);
  });

  it('is one header of printable ASCII, and no path, whatever the list is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const header = contentDisposition(name);
        expect(header).toMatch(
          /^attachment; filename="[A-Za-z0-9 ._-]+"(?:; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+)?$/,
        );
        const extended = /filename\*=UTF-8''(.*)$/.exec(header)?.[1];
        if (extended !== undefined) expect(decodeURIComponent(extended)).not.toMatch(/[/\\\p{Cc}]/u);
      }),
    );
  });
});
