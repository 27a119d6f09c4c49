import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export interface SourceFile {
  /** From the root of the workspace, with slashes: `packages/smtp/src/outcome.ts`. */
  readonly path: string;
  readonly text: string;
}

const dependencies = z.record(z.string(), z.string()).default({});
const manifest = z.object({
  name: z.string(),
  dependencies,
  devDependencies: dependencies,
  optionalDependencies: dependencies,
});
export type Manifest = z.infer<typeof manifest>;

/** One package or app. */
export interface Member {
  /** `packages/smtp` */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly files: readonly SourceFile[];
}

export interface Workspace {
  readonly rootDevDependencies: readonly string[];
  readonly members: readonly Member[];
}

const SOURCE = /\.(?:ts|tsx|mts|mjs|js)$/;
/** The last one holds made-up sources in strings, which would be taken for its own. */
const SKIPPED = new Set(['node_modules', 'dist', 'architectureRules.test.ts']);

export function readWorkspace(root: string): Workspace {
  const members = ['packages', 'apps'].flatMap((kind) =>
    readdirSync(join(root, kind))
      .map((name) => `${kind}/${name}`)
      .filter((folder) => existsSync(join(root, folder, 'package.json'))),
  );
  return {
    rootDevDependencies: Object.keys(readManifest(root).devDependencies),
    members: members.map((folder) => ({
      folder,
      manifest: readManifest(join(root, folder)),
      files: listFiles(root, folder).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
    })),
  };
}

function readManifest(folder: string): Manifest {
  return manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
}

function listFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (SKIPPED.has(entry.name)) return [];
    if (entry.isDirectory()) return listFiles(root, path);
    return SOURCE.test(entry.name) ? [path] : [];
  });
}

export function isTestFile(path: string): boolean {
  return /\.(?:test|fixture|config)\.m?[tj]sx?$/.test(path);
}
