/**
 * Lets plain Node run the TypeScript source of the workspace: imports of `@mailsift/x` resolve to source, and tsx strips the types.
 * Used by the `mailsift` command and, by `--import`, by its worker threads, which do not inherit loaders.
 */
import { register as registerHooks } from 'node:module';
import { register as registerTypeScript } from 'tsx/esm/api';

const sourceCondition = `export function resolve(specifier, context, next) {
  return next(specifier, { ...context, conditions: [...context.conditions, '@mailsift/source'] });
}`;

registerHooks(`data:text/javascript,${encodeURIComponent(sourceCondition)}`);
registerTypeScript();
