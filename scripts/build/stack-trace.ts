import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { basename, join } from 'node:path';
import { functionPaths } from './function';

/** `at name (/var/task/index.js:3:1234)` or `/var/task/index.js:3:1234`, anywhere in a line. */
const place = /(?:[\w./:-]*\/)?(?<file>[\w-]+\.js):(?<line>\d+):(?<column>\d+)/g;

/**
 * Rewrites the places in a stack trace of the deployed function to places in the sources, by the source maps of the build
 * that was deployed. Places that no map knows, such as Node's own, stay as they are.
 */
export function mapStackTrace(trace: string, sourceMaps: string = functionPaths.sourceMaps): string {
  const maps = new Map<string, SourceMap | undefined>();
  const mapOf = (file: string): SourceMap | undefined => {
    if (!maps.has(file)) maps.set(file, readMap(join(sourceMaps, `${file}.map`)));
    return maps.get(file);
  };
  return trace.replace(place, (all, ...groups) => {
    const { file = '', line, column }: Record<string, string> = groups.at(-1);
    const entry = mapOf(basename(file))?.findEntry(Number(line) - 1, Number(column) - 1);
    if (entry === undefined || !('originalSource' in entry)) return all;
    return `${entry.originalSource.replace(/^(\.\.\/)+/, '')}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}

function readMap(path: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

if (require.main === module) process.stdout.write(mapStackTrace(readFileSync(0, 'utf8')));
