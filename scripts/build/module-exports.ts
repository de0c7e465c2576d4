import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Where a name is defined. */
export interface Definition {
  /** A file, or a package from which the name comes on. */
  readonly module: string;
  /** Its name there. */
  readonly name: string;
}

interface ExportTable {
  /** Names that the module takes from another one, under the name that it gives them. */
  readonly passedOn: ReadonlyMap<string, Definition>;
  /** Modules of which it passes everything on. */
  readonly stars: readonly string[];
  readonly own: ReadonlySet<string>;
}

const ownExport = /^export (?:async )?(?:class|const|function\*?|let|var) ([\w$]+)/gm;
const starExport = /^export \* from ["']([^"']+)["'];$/gm;
const list = /^(import|export) \{([^}]*)\}(?: from ["']([^"']+)["'])?;$/gm;

/** Follows a name through the indexes of a package to the module that defines it. Indexes are read once. */
export class ModuleExports {
  private readonly tables = new Map<string, ExportTable>();

  /**
   * Finds the definition of an exported name.
   * @returns undefined when the module does not export the name
   */
  find(module: string, name: string): Definition | undefined {
    if (!module.startsWith('/')) return { module, name };
    const table = this.table(module);
    if (table.own.has(name)) return { module, name };
    const passed = table.passedOn.get(name);
    if (passed !== undefined) return this.find(passed.module, passed.name);
    // A client's index of commands has a file for each, named after it: look there before reading hundreds.
    const likely = table.stars.filter((star) => basename(star, '.js') === name);
    for (const star of new Set([...likely, ...table.stars])) {
      const found = this.find(star, name);
      if (found?.module.startsWith('/')) return found;
    }
    return undefined;
  }

  private table(module: string): ExportTable {
    const known = this.tables.get(module) ?? readTable(module);
    this.tables.set(module, known);
    return known;
  }
}

function readTable(module: string): ExportTable {
  const source = readFileSync(module, 'utf8');
  const imported = new Map<string, Definition>();
  const passedOn = new Map<string, Definition>();
  const own = new Set([...source.matchAll(ownExport)].map((match) => match[1] ?? ''));
  for (const [, keyword, items = '', from] of source.matchAll(list)) {
    for (const { name, alias } of importItems(items)) {
      const definition = from === undefined ? imported.get(name) : { module: target(module, from), name };
      if (keyword === 'import' && definition !== undefined) imported.set(alias, definition);
      else if (definition !== undefined) passedOn.set(alias, definition);
      else own.add(alias);
    }
  }
  return { passedOn, own, stars: [...source.matchAll(starExport)].map((match) => target(module, match[1] ?? '')) };
}

/** Lists the items of `import { a, b as c }`, types left out. */
export function importItems(items: string): readonly { readonly name: string; readonly alias: string }[] {
  return items
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '' && !item.startsWith('type '))
    .map((item) => {
      const [name = '', alias = name] = item.split(' as ');
      return { name, alias };
    });
}

/** Resolves a relative path to its file; a package's name stays what it is. */
function target(module: string, path: string): string {
  if (!path.startsWith('.')) return path;
  const file = join(dirname(module), path);
  return [`${file}.js`, join(file, 'index.js')].find((candidate) => existsSync(candidate)) ?? file;
}
