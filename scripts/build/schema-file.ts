/**
 * Reads the file in which an AWS client keeps the shapes of its API, `dist-es/schemas/schemas_0.js`.
 *
 * It is generated code of few forms, one statement after the other, and this reader knows exactly those. Any other form
 * is an error: a client whose shapes are not understood must stop the build, not go into the bundle whole.
 */
export interface SchemaFile {
  readonly path: string;
  /** `const _xN = "xmlName";` as name and quoted string. */
  readonly constants: ReadonlyMap<string, string>;
  /** `export var Instance$ = [3, n0, …];` as name and expression. */
  readonly shapes: ReadonlyMap<string, string>;
  /** Everything that has effects when it is loaded: imports of the error classes and their registration. */
  readonly registration: readonly string[];
}

export class UnknownShapeError extends Error {
  override readonly name = 'UnknownShapeError';

  constructor(path: string, text: string) {
    const shown = text.length > 200 ? `${text.slice(0, 200)} …` : text;
    super(
      `${path} has a form that the build does not know, so it cannot leave out the shapes that are not used:\n${shown}\n` +
        'The AWS SDK has changed its generated code: adapt scripts/build/schema-file.ts.',
    );
  }
}

const constantForm = /^const (\w+) = ("(?:[^"\\]|\\.)*");$/;
const shapeForm = /^(?:export )?var (\w+\$?) = ([^;]+);$/s;
const registrationForms = [
  /^import \{[\w\s,]+\} from "[^"]+";$/,
  /^const \w+_registry = new TypeRegistry\(\w+\);$/,
  /^\w+_registry\.registerError\(\w+\$, \w+\);$/,
  /^export const errorTypeRegistries = \[[\w\s,]+\];$/,
];

/**
 * Reads the parts of the SDK's file of shapes.
 * @throws UnknownShapeError on any statement of another form, or when a part is missing altogether
 */
export function readSchemaFile(path: string, text: string): SchemaFile {
  const constants = new Map<string, string>();
  const shapes = new Map<string, string>();
  const registration: string[] = [];
  for (const statement of statements(text)) {
    const [, constant, value] = constantForm.exec(statement) ?? [];
    if (constant !== undefined && value !== undefined) {
      constants.set(constant, value);
      continue;
    }
    const [, shape, expression] = shapeForm.exec(statement) ?? [];
    if (shape !== undefined && expression !== undefined) {
      shapes.set(shape, expression);
      continue;
    }
    if (!registrationForms.some((form) => form.test(statement))) throw new UnknownShapeError(path, statement);
    registration.push(statement);
  }
  const registries = registration.some((statement) => statement.startsWith('export const errorTypeRegistries'));
  if (constants.size === 0 || shapes.size === 0 || !registries) {
    throw new UnknownShapeError(path, 'no constants, no shapes or no error registries');
  }
  return { path, constants, shapes, registration };
}

/**
 * Splits the file into statements. Each ends with the first line that ends with a semicolon: no string of the file
 * holds a line end.
 */
function* statements(text: string): Generator<string> {
  let open = '';
  for (const line of text.split('\n')) {
    if (open === '' && line.trim() === '') continue;
    open = open === '' ? line : `${open}\n${line}`;
    if (!line.endsWith(';')) continue;
    yield open;
    open = '';
  }
  if (open !== '') yield open;
}
