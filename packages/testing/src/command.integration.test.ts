import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createTestDir } from './testDir.ts';
import { startCommand } from './testProcess.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** A workspace with the real start of the command and another program behind it. */
async function workspaceWith(program: string, content: string): Promise<string> {
  const root = await createTestDir();
  const cli = join(root, 'apps/cli');
  await mkdir(join(cli, program, '..'), { recursive: true });
  await mkdir(join(root, 'packages'));
  await writeFile(join(cli, 'package.json'), '{"type":"module"}');
  await cp(join(ROOT, 'apps/cli/bin'), join(cli, 'bin'), { recursive: true });
  await symlink(join(ROOT, 'packages/runtime'), join(root, 'packages/runtime'));
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  await writeFile(join(cli, program), content);
  return join(cli, 'bin/mailsift.mjs');
}

describe('the mailsift command', () => {
  it('runs the source without a build, in the very process that was started', async () => {
    const bin = await workspaceWith(
      'src/main.ts',
      `import { maskAddresses } from '@mailsift/runtime';
       const masked: string = maskAddresses(process.argv[2] ?? '');
       process.once('SIGTERM', () => process.exit(5));
       setInterval(() => {}, 1000);
       console.log(masked, process.pid);`,
    );
    const command = await startCommand(process.execPath, [bin, 'john@example.com']);
    expect((await command.waitForLine(/^j\*\*\*@example\.com (\d+)$/))[1]).toBe(String(command.pid));
    command.kill('SIGTERM');
    expect(await command.exited).toEqual({ code: 5, signal: null });
  });

  it('shows an error at its place in the source', async () => {
    const bin = await workspaceWith('src/main.ts', `type Unused = string;\n\nthrow new Error('deliberate');\n`);
    const command = await startCommand(process.execPath, [bin]);
    expect(await command.exited).toEqual({ code: 1, signal: null });
    expect(command.output()).toContain('main.ts:3');
  });

  it('runs the build where there is no source', async () => {
    const bin = await workspaceWith('dist/main.js', `console.log('built');`);
    const command = await startCommand(process.execPath, [bin]);
    await command.waitForLine(/^built$/);
  });
});
