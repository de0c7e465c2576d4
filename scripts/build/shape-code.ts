import { type SchemaFile, UnknownShapeError } from './schema-file';

/** A piece of the schema file as code that stands alone, but for the shapes that it refers to. */
export interface ShapeCode {
  readonly code: string;
  /** Names of the shapes that the code refers to. */
  readonly references: readonly string[];
}

/** One token of a shape's expression: literals, punctuation, `() => `, or a name, which has to be looked at. */
const token = /\s+|"(?:[^"\\]|\\.)*"|`[^`$\\]*`|\d+|\(\) => |[[\]{},:|-]|(?<name>[A-Za-z_$][\w$]*)/y;
const computedKey = /\[(\w+)\](?=:)/g;

/**
 * Writes the expression of one shape, with every string constant in place of its name: a computed key such as `{[_xN]:
 * …}` is what keeps a bundler from seeing that the array around it has no effects.
 * @throws UnknownShapeError when the expression is made of anything but literals, constants and references to shapes
 */
export function shapeCode(file: SchemaFile, name: string): ShapeCode {
  const expression = file.shapes.get(name);
  if (expression === undefined) throw new UnknownShapeError(file.path, `no shape ${name}`);
  const plain = expression.replace(computedKey, (key, constant: string) => file.constants.get(constant) ?? key);
  const references = new Set<string>();
  let code = '';
  const scanner = new RegExp(token);
  while (scanner.lastIndex < plain.length) {
    const match = scanner.exec(plain);
    if (match === null) throw new UnknownShapeError(file.path, `${name} = ${expression}`);
    const identifier = match.groups?.name;
    if (identifier !== undefined && file.shapes.has(identifier)) references.add(identifier);
    const literal = identifier === undefined || file.shapes.has(identifier) ? match[0] : file.constants.get(identifier);
    if (literal === undefined) throw new UnknownShapeError(file.path, `${name} refers to ${identifier}`);
    code += literal;
  }
  if (/\[\w+\$?\]:/.test(code)) throw new UnknownShapeError(file.path, `${name} = ${expression}`);
  return { code: `export var ${name} = ${code};`, references: [...references].filter((other) => other !== name) };
}

/** Checks whether the shape is that of an operation, which names those of its request and its answer. */
export function isOperation(file: SchemaFile, name: string): boolean {
  return /^\[9,/.test(file.shapes.get(name) ?? '');
}

/**
 * Writes the registration of all of the client's errors: which of them a service answers with is not known beforehand.
 */
export function registrationCode(file: SchemaFile): ShapeCode {
  const source = file.registration.join('\n');
  const names = new Set(source.match(/[A-Za-z_]\w*\$?/g));
  const constants = [...names].filter((name) => file.constants.has(name));
  return {
    code: [...constants.map((name) => `const ${name} = ${file.constants.get(name)};`), source].join('\n'),
    references: [...names].filter((name) => file.shapes.has(name)),
  };
}
