import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig, type EnvironmentOptions, type Plugin, type UserConfig } from 'vite';
import type { ViteUserConfig } from 'vitest/config';

const here = import.meta.dirname;
const pages = resolve(here, 'src/extension/pages');
const dist = process.env['WAYBILL_DIST'] ?? resolve(here, 'dist');
const out = { chrome: resolve(dist, 'chrome'), firefox: resolve(dist, 'firefox') };
/** What goes into the npm package: the command line and the library. */
const forNode = resolve(dist, 'npm');

/** manifest.json at the root is the one source; each browser gets its own shape of it. */
function manifestFor(target: keyof typeof out, text: string, version: string): string {
  const manifest = { ...(JSON.parse(text) as Record<string, unknown>), version };
  const { background, browser_specific_settings, minimum_chrome_version, ...common } = manifest as Record<
    string,
    unknown
  >;
  // "menus" lets the reader ask Firefox which element was right-clicked; Chrome knows no such permission.
  const permissions = [...(common['permissions'] as readonly string[]), 'menus'];
  const own =
    target === 'firefox'
      ? { background: { scripts: ['background.js'], type: 'module' }, browser_specific_settings, permissions }
      : { background, minimum_chrome_version };
  return `${JSON.stringify({ ...common, ...own }, null, 2)}\n`;
}

/** After each part is written to dist/chrome: copies all of it to dist/firefox, and writes both manifests. */
function extension(): Plugin {
  let queue = Promise.resolve();
  return {
    name: 'extension',
    apply: 'build',
    sharedDuringBuild: true, // one instance for all environments, so one queue
    buildStart() {
      this.addWatchFile(resolve(here, 'manifest.json'));
    },
    closeBundle() {
      queue = queue.then(async () => {
        const manifest = await readFile(resolve(here, 'manifest.json'), 'utf8');
        const { version } = JSON.parse(await readFile(resolve(here, 'package.json'), 'utf8')) as { version: string };
        await cp(out.chrome, out.firefox, { recursive: true });
        for (const target of ['chrome', 'firefox'] as const) {
          await writeFile(resolve(out[target], 'manifest.json'), manifestFor(target, manifest, version));
        }
      });
      return queue;
    },
  };
}

const pageNames = ['popup', 'report', 'options', 'welcome'];

/** NAME/index.html of each page, made of one page.html. */
function pageFiles(): Plugin {
  const template = resolve(pages, 'page.html');
  const nameOf = (id: string) => pageNames.find((name) => id === resolve(pages, name, 'index.html'));
  return {
    name: 'page-files',
    resolveId: (id) => (nameOf(id) ? id : null),
    async load(id) {
      const name = nameOf(id);
      if (!name) return null;
      this.addWatchFile(template);
      return (await readFile(template, 'utf8')).replaceAll('PAGE', name);
    },
  };
}

/** examples/ID.json: the reports of the welcome page, made by the engine of the samples and the answers that lie beside them. */
function exampleFiles(): Plugin {
  return {
    name: 'example-files',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    async generateBundle() {
      const [{ inspectedSample }, { examples }] = await Promise.all([
        import('./tests/mail/inspected.ts'),
        import('./src/extension/pages/example-list.ts'),
      ]);
      for (const { id } of examples) {
        const source = JSON.stringify(await inspectedSample(id));
        this.emitFile({ type: 'asset', fileName: `examples/${id}.json`, source });
      }
    },
  };
}

/** One file without imports: what a content script must be, and what keeps page code out of the worker. */
function script(name: string, entry: string, format: 'iife' | 'es'): EnvironmentOptions {
  return {
    consumer: 'client',
    build: {
      copyPublicDir: false,
      rolldownOptions: {
        input: { [name]: resolve(here, 'src/extension', entry) },
        output: { format, entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  };
}

/** Files for Node with all that they need inside, Node's own modules apart. */
function nodeFile(name: string, entry: string, banner = ''): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true },
    build: {
      outDir: forNode,
      copyPublicDir: false,
      target: 'node20',
      minify: false, // who runs it in a pipeline may want to read it, and its stack traces
      rolldownOptions: {
        input: { [name]: resolve(here, 'src', entry) },
        external: /^node:/,
        output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false, banner },
      },
    },
  };
}

const build = (mode: string): UserConfig => ({
  root: pages,
  publicDir: resolve(here, 'public'),
  base: '',
  plugins: [preact(), pageFiles(), exampleFiles(), extension()],
  // Its modules apart, the bundler puts the table of public suffixes wherever one is looked up.
  resolve: { alias: { tldts: resolve(here, 'node_modules/tldts/dist/index.esm.min.js') } },
  build: {
    outDir: out.chrome,
    emptyOutDir: false,
    target: ['chrome148', 'firefox140'],
    sourcemap: mode === 'development' ? 'inline' : false,
    minify: mode !== 'development',
    modulePreload: { polyfill: false }, // the files of a page are asked for together, not one after another
    assetsInlineLimit: 0,
  },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          input: Object.fromEntries(pageNames.map((name) => [name, resolve(pages, name, 'index.html')])),
          output: {
            entryFileNames: 'assets/[name].js',
            chunkFileNames: 'assets/[name].js',
            assetFileNames: 'assets/[name][extname]',
          },
        },
      },
    },
    background: script('background', 'worker/background.ts', 'es'),
    pointer: script('pointer', 'webmail/pointer.ts', 'iife'),
    reader: script('reader', 'webmail/reader.ts', 'iife'),
    commandLine: nodeFile('waybill', 'cli/waybill.ts', '#!/usr/bin/env node'),
    engineLibrary: nodeFile('engine', 'library/engine.ts'),
    resolverLibrary: nodeFile('resolver', 'library/resolver.ts'),
  },
  builder: {
    async buildApp(builder) {
      await rm(out.chrome, { recursive: true, force: true });
      await rm(out.firefox, { recursive: true, force: true });
      await rm(forNode, { recursive: true, force: true });
      for (const environment of Object.values(builder.environments)) {
        if (environment.name !== 'ssr') await builder.build(environment);
      }
    },
  },
});

/** Suites that start a browser run one after another, and wait longer. */
const browserSuite = (name: string) => ({
  extends: true as const,
  test: {
    name,
    include: [`tests/e2e/${name}/**/*.test.ts`],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});

const test: ViteUserConfig = {
  test: {
    reporters: ['default', resolve(here, 'tests/plain-reporter.ts')],
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['tests/**/*.test.ts'], exclude: ['tests/e2e/**'], environment: 'node' },
      },
      browserSuite('chromium'),
      browserSuite('firefox'),
    ],
  },
};

export default defineConfig(({ mode }) => (process.env['VITEST'] ? test : build(mode)) as UserConfig);
