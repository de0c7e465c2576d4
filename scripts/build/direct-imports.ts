import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Plugin, PluginBuild } from 'esbuild';
import { importItems, ModuleExports } from './module-exports';

const namespace = 'aws-import';

/**
 * Resolves `import { EC2Client, StartInstancesCommand } from '@aws-sdk/client-ec2'` to the modules that define these
 * names, past the indexes of the AWS SDK's packages. An index leads to all that a package has: esbuild would read 850
 * files of client-ec2 to drop most of them, and would put what only a lazily loaded part needs into a chunk that is
 * loaded at once, because an index could be reached from there.
 */
export function directImports(): Plugin {
  return {
    name: 'direct-imports',
    setup(build) {
      const exported = new ModuleExports();
      const indexOf = resolver(build);
      const generated = new Map<string, string>();
      build.onResolve({ filter: /^@(aws-sdk|smithy)\/[\w-]+(\/[\w-]+)?$/ }, async (request) => {
        const { path, importer, resolveDir, kind, pluginData } = request;
        if (pluginData === namespace) return undefined;
        const source = generated.get(importer) ?? readFileSync(importer, 'utf8');
        const names = kind === 'import-statement' ? namesFrom(source, path) : undefined;
        if (names === undefined && /\/client-/.test(path)) throw new Error(`${importer} must import ${path} by names`);
        if (names === undefined) return undefined;
        const index = await indexOf(path, resolveDir);
        const lines = names.map((name) => {
          const found = exported.find(index, name);
          if (found === undefined)
            throw new Error(`${path} does not export ${name}: is it a type, to be imported as one?`);
          return `export { ${found.name} as ${name} } from ${JSON.stringify(found.module)};`;
        });
        const id = `${relative('', index)}?${names.join()}`;
        generated.set(id, lines.join('\n'));
        return { path: id, namespace, pluginData: dirname(index), sideEffects: false };
      });
      build.onLoad({ filter: /.*/, namespace }, ({ path, pluginData }: { path: string; pluginData: string }) => ({
        contents: generated.get(path) ?? '',
        loader: 'js',
        resolveDir: pluginData,
      }));
      // A client looks up its version there, and a bundle would hold the whole file.
      build.onLoad({ filter: /@aws-sdk\/client-[\w-]+\/package\.json$/ }, ({ path }) => {
        const { version }: { version: string } = JSON.parse(readFileSync(path, 'utf8'));
        return { contents: JSON.stringify({ version }), loader: 'json' };
      });
    },
  };
}

/** Finds the index of a package, once for every package that imports it: within one, a name means the same everywhere. */
function resolver(build: PluginBuild): (path: string, resolveDir: string) => Promise<string> {
  const indexes = new Map<string, Promise<string>>();
  const resolve = async (path: string, resolveDir: string): Promise<string> => {
    const { path: index, errors } = await build.resolve(path, {
      kind: 'import-statement',
      resolveDir,
      pluginData: namespace,
    });
    if (errors[0] !== undefined) throw new Error(errors[0].text);
    return index;
  };
  return (path, resolveDir) => {
    const importing = /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(resolveDir)?.[0] ?? '';
    const key = `${importing} ${path}`;
    const index = indexes.get(key) ?? resolve(path, resolveDir);
    indexes.set(key, index);
    return index;
  };
}

/**
 * Lists the names of the values that a module imports or re-exports from a package, sorted.
 * @returns undefined when it takes the package as a whole
 */
export function namesFrom(source: string, path: string): readonly string[] | undefined {
  const statements = source.matchAll(/^(?:import|export) (?!type )([^;'"]*?) from (["'])([^"']+)\2;/gm);
  const clauses = [...statements].filter((match) => match[3] === path).map((match) => match[1] ?? '');
  if (clauses.length === 0 || clauses.some((clause) => !clause.startsWith('{'))) return undefined;
  const names = clauses.flatMap((clause) => importItems(clause.slice(1, -1)).map(({ name }) => name));
  return [...new Set(names)].sort();
}
