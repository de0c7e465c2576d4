import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { OnLoadResult, Plugin } from 'esbuild';
import { ec2Answers } from '../../lambda/aws/ec2-answers';
import { withoutAnswer } from './answers';
import { readSchemaFile, type SchemaFile, UnknownShapeError } from './schema-file';
import { isOperation, registrationCode, type ShapeCode, shapeCode } from './shape-code';

const namespace = 'aws-shape';
const schemaImport = /^import \{ ([\w$, ]+) \} from "(\.\.\/schemas\/schemas_\d+)";$/gm;

/**
 * Makes a module of its own of every shape that an AWS client knows, so that a bundle holds the shapes that its commands
 * need and no others, and a part that is loaded later brings its own. Of EC2's answers it holds none: the function reads
 * them by shapes of its own. (Left alone, esbuild keeps EC2's file whole: 690 KB
 * of computed keys, each of which might have an effect.)
 */
export function pruneSchemas(): Plugin {
  const files = new Map<string, SchemaFile>();
  const schemaFile = (path: string): SchemaFile => {
    const known = files.get(path) ?? readSchemaFile(path, readFileSync(path, 'utf8'));
    files.set(path, known);
    return known;
  };
  return {
    name: 'prune-schemas',
    setup({ onLoad, onResolve }) {
      onLoad({ filter: /@aws-sdk\/client-[\w-]+\/dist-es\/commands\/\w+Command\.js$/ }, ({ path }) =>
        pointAtShapes(path),
      );
      // What is left of the file itself: its exports were the shapes, so any other use of them is an error of esbuild.
      onLoad({ filter: /@aws-sdk\/client-[\w-]+\/dist-es\/schemas\/schemas_\d+\.js$/ }, ({ path }) =>
        moduleOf(schemaFile(relative('', path)), registrationCode(schemaFile(relative('', path)))),
      );
      onResolve({ filter: new RegExp(`^${namespace}:`) }, ({ path }) => ({
        path: path.slice(namespace.length + 1),
        namespace,
        sideEffects: false,
      }));
      onLoad({ filter: /.*/, namespace }, ({ path }) => {
        const [from = '', name = ''] = path.split('!');
        const file = schemaFile(from);
        const ownReader = /\/client-ec2\//.test(from) && isOperation(file, name);
        return moduleOf(file, ownReader ? withoutAnswer(file, name, ec2Answers) : shapeCode(file, name));
      });
    },
  };
}

/** Makes a command import its shapes, each from a module of its own. */
function pointAtShapes(path: string): OnLoadResult {
  const source = readFileSync(path, 'utf8');
  let found = 0;
  const contents = source.replace(schemaImport, (_all, names: string, from: string) => {
    found += 1;
    // Relative to the working directory: the names of the function's files must not depend on where the repository is.
    const file = relative('', resolve(dirname(path), `${from}.js`));
    return names
      .split(', ')
      .map((name) => importOf(file, name))
      .join('');
  });
  if (found !== 1) throw new UnknownShapeError(path, source);
  return { contents, loader: 'js' };
}

function moduleOf(file: SchemaFile, { code, references }: ShapeCode): OnLoadResult {
  const imports = references.map((reference) => importOf(file.path, reference));
  return { contents: `${imports.join('')}${code}`, loader: 'js', resolveDir: resolve(dirname(file.path)) };
}

function importOf(file: string, name: string): string {
  return `import { ${name} } from ${JSON.stringify(`${namespace}:${file}!${name}`)};\n`;
}
