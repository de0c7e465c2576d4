import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

/** The console as it is sent. */
export interface Page {
  readonly html: string;
  /** All files that went in, as paths from the root of the repository, sorted. */
  readonly inputs: readonly string[];
}

/** Browsers of two years ago and later: the oldest that know `light-dark()` and the Popover API. */
const browsers = ['chrome123', 'edge123', 'firefox125', 'safari17.5'];

const options = {
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  logLevel: 'silent',
  legalComments: 'none',
  target: browsers,
} as const satisfies BuildOptions;

/**
 * Builds the console into one HTML file with its script and its style: its policy allows these two by their hashes, and
 * the page needs no second request. The same sources give the same bytes.
 * @param folder - of its sources
 */
export async function buildPage(folder: string): Promise<Page> {
  const template = join(folder, 'page.html');
  const [script, style] = await Promise.all([
    build({
      ...options,
      entryPoints: [join(folder, 'main.tsx')],
      format: 'iife',
      jsx: 'automatic',
      jsxImportSource: 'preact',
    }),
    build({ ...options, entryPoints: [join(folder, 'style/main.css')] }),
  ]);
  const html = readFileSync(template, 'utf8')
    .replace('/*style*/', () => embeddable(textOf(style), 'style'))
    .replace('/*script*/', () => embeddable(textOf(script), 'script'));
  const inputs = [script, style].flatMap(({ metafile }) => Object.keys(metafile.inputs));
  return { html, inputs: [...new Set([template, ...inputs])].sort() };
}

function textOf({ outputFiles }: { readonly outputFiles: readonly { readonly text: string }[] }): string {
  return outputFiles[0]?.text.trim() ?? '';
}

/**
 * Refuses a text that cannot be embedded: in an HTML file a script or a style ends with the first end tag of its name,
 * also within a string.
 */
function embeddable(text: string, element: 'script' | 'style'): string {
  return text.replaceAll(`</${element}`, `<\\/${element}`);
}
