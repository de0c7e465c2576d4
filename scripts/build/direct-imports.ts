import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Plugin } from 'esbuild';
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
    setup({ onLoad, onResolve, resolve }) {
      const exported = new ModuleExports();
      const indexes = new Map<string, Promise<string>>();
      const generated = new Map<string, string>();
      const indexOf = async (path: string, resolveDir: string): Promise<string> => {
        const { path: index, errors } = await resolve(path, {
          kind: 'import-statement',
          resolveDir,
          pluginData: namespace,
        });
        if (errors[0] !== undefined) throw new Error(errors[0].text);
        return index;
      };
      onResolve(
        { filter: /^@(aws-sdk|smithy)\/[\w-]+(\/[\w-]+)?$/ },
        async ({ path, importer, resolveDir, kind, pluginData }) => {
          if (pluginData === namespace || kind !== 'import-statement') return undefined;
          const names = namesFrom(generated.get(importer) ?? readFileSync(importer, 'utf8'), path);
          if (names === undefined) return undefined;
          const key = `${path} of ${packageOf(resolveDir)}`;
          const index = indexes.get(key) ?? indexOf(path, resolveDir);
          indexes.set(key, index);
          const file = await index;
          const lines = names.map((name) => {
            const definition = exported.find(file, name);
            if (definition === undefined)
              throw new Error(`${path} does not export ${name}: if it is a type, import it as one`);
            return `export { ${definition.name} as ${name} } from ${JSON.stringify(definition.module)};`;
          });
          const id = `${relative('', file)}?${names.join()}`;
          generated.set(id, lines.join('\n'));
          return { path: id, namespace, pluginData: dirname(file), sideEffects: false };
        },
      );
      onLoad({ filter: /.*/, namespace }, ({ path, pluginData }: { path: string; pluginData: string }) => ({
        contents: generated.get(path) ?? '',
        loader: 'js',
        resolveDir: pluginData,
      }));
      // A client looks up its version there, and a bundle would hold the whole file.
      onLoad({ filter: /@aws-sdk\/client-[\w-]+\/package\.json$/ }, ({ path }) => {
        const { version }: { version: string } = JSON.parse(readFileSync(path, 'utf8'));
        return { contents: JSON.stringify({ version }), loader: 'json' };
      });
    },
  };
}

/**
 * Names of the values that a module imports or passes on from a package, sorted.
 * @returns undefined when it takes the package as a whole
 */
export function namesFrom(source: string, path: string): readonly string[] | undefined {
  const statements = source.matchAll(/^(?:import|export) (?!type )([^;'"]*?) from (["'])([^"']+)\2;/gm);
  const clauses = [...statements].filter((match) => match[3] === path).map((match) => match[1] ?? '');
  if (clauses.length === 0 || clauses.some((clause) => !clause.startsWith('{'))) return undefined;
  const names = clauses.flatMap((clause) => importItems(clause.slice(1, -1)).map(({ name }) => name));
  return [...new Set(names)].sort();
}

/** The package to which a directory belongs: within it, a name means the same everywhere. */
function packageOf(directory: string): string {
  return /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(directory)?.[0] ?? '';
}
