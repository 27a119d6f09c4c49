/**
 * Who may import whom in production code. `typesOnly` imports vanish when the types are stripped, so they tie nothing together at run
 * time. Test files may import `testing` and `sandbox` as well, besides what their package declares.
 */
export interface Allowed {
  readonly packages: readonly string[];
  readonly typesOnly?: readonly string[];
}

const EVERY_PACKAGE = [
  'enrichment',
  'hints',
  'intake',
  'lanes',
  'lists',
  'probe',
  'queues',
  'runtime',
  'signals',
  'smtp',
  'suppression',
  'verdict',
] as const;

export const IMPORT_TABLE: Readonly<Record<string, Allowed>> = {
  'packages/enrichment': { packages: [] },
  'packages/hints': { packages: [] },
  'packages/intake': { packages: [] },
  'packages/signals': { packages: [] },
  'packages/smtp': { packages: [] },
  'packages/runtime': { packages: [] },
  'packages/suppression': { packages: ['intake'] },
  'packages/lanes': { packages: ['smtp', 'hints', 'runtime'] },
  'packages/verdict': { packages: [], typesOnly: ['smtp', 'lanes'] },
  'packages/probe': { packages: ['smtp', 'lanes', 'verdict'] },
  'packages/lists': { packages: ['intake', 'lanes', 'verdict', 'smtp', 'signals', 'hints'] },
  'packages/queues': { packages: ['lists', 'hints'], typesOnly: ['intake'] },
  'packages/testing': { packages: EVERY_PACKAGE },
  'apps/api': { packages: EVERY_PACKAGE },
  'apps/worker': { packages: EVERY_PACKAGE },
  'apps/sandbox': { packages: [] },
  'apps/web': { packages: [] },
  'apps/cli': { packages: [...EVERY_PACKAGE, 'api', 'worker', 'sandbox'] },
};

export interface Restriction {
  readonly modules: readonly string[];
  /** Folders or files, as prefixes of the path. */
  readonly only: readonly string[];
  /** Names that anybody may import from these modules, because they do not do what is restricted. */
  readonly harmless?: readonly string[];
  readonly why: string;
}

export const RESTRICTIONS: readonly Restriction[] = [
  { modules: ['bullmq'], only: ['packages/queues/'], why: 'one job catalogue' },
  { modules: ['express', 'multer'], only: ['apps/api/'], why: 'HTTP ends at the API' },
  {
    modules: ['node:net', 'node:tls', 'net', 'tls'],
    only: [
      'packages/smtp/',
      'packages/runtime/src/redis/freePort.ts',
      'packages/testing/',
      'apps/sandbox/',
      'apps/cli/src/bench/bare/',
    ],
    harmless: ['isIP', 'isIPv4', 'isIPv6', 'BlockList', 'SocketAddress'],
    why: 'only smtp opens sockets to mail hosts; a bench has its bare loop to compare with',
  },
  {
    modules: ['node:dgram', 'dgram'],
    only: ['packages/testing/', 'apps/sandbox/'],
    why: 'only lanes speaks DNS, by node:dns',
  },
  {
    modules: ['node:dns', 'node:dns/promises', 'dns', 'dns/promises'],
    only: ['packages/lanes/', 'apps/sandbox/'],
    why: 'what is connected to was looked up, and checked, by lanes',
  },
];

/** The one package that reads `process.env`. */
export const ENVIRONMENT_READER = 'packages/runtime/';

export const MOST_LINES = 300;

/** Tables are as long as what they list; tests of tables too. */
export const LONG_FILES: readonly RegExp[] = [/\/src\/(?:.*\/)?data\//, /^packages\/verdict\/src\/rules\//];

/** Dependencies that no import statement names, with the reason. */
export const UNNAMED_DEPENDENCIES: Readonly<Record<string, readonly string[]>> = {
  // Imported by a variable: there are machines it is not installed on.
  'packages/runtime': ['js-redis-server'],
  // Read as a file.
  'packages/enrichment': ['@ip-location-db/geo-whois-asn-country-mmdb'],
};
