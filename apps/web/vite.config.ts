import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The page as static files: hashed names under `assets/`, nothing inline, so that the strictest content security policy serves it. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    // Browsers that run the page know `modulepreload`.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    emptyOutDir: true,
    reportCompressedSize: false,
  },
});
