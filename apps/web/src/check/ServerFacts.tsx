import type { Result } from '../api/schemas.ts';
import { formatClock, formatPlural } from '../words/format.ts';

/** Where the mail server stands and in whose network, and how the answer came about. */
export function ServerFacts({ result }: { readonly result: Result }) {
  const { mxHost, mxIp, mxGeo, mxCity, mxIsp } = result.mxEnrichment;
  const place = [mxCity, countryWords(mxGeo)].filter((part) => part !== null && part !== '').join(', ');
  const facts: readonly (readonly [string, string | null])[] = [
    ['Mail server', mxHost],
    ['Its IP address', mxIp],
    ['Place', place === '' ? null : place],
    ['Network', mxIsp],
    ['Encrypted', result.smtp === null ? null : result.smtp.tls ? 'yes' : 'no'],
    ['Asked', result.attempts === 0 ? null : formatPlural(result.attempts, 'time')],
    ['Checked', result.verifiedAt === null ? null : formatClock(result.verifiedAt)],
    ['Rule', result.rule],
  ];
  return (
    <dl class="server-facts">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });

/** A country code as the country's name. */
function countryWords(code: string | null): string | null {
  if (code === null || !/^[A-Z]{2}$/.test(code)) return code;
  return regions.of(code) ?? code;
}
