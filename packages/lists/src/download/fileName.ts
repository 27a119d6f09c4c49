const EXTENSIONS = /(?:\.(?:csv|tsv|txt|xlsx|ndjson|gz))+$/i;

/** `contacts.csv.gz` becomes `contacts-verified.csv`. */
export function fileNameOf(listName: string, extension: 'csv' | 'tsv' | 'ndjson'): string {
  const base = listName.trim().replace(EXTENSIONS, '');
  return `${base === '' ? 'list' : base}-verified.${extension}`;
}
