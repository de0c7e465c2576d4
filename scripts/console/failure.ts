import { fileFailure } from '../tools/errors';

/** What stops a program, told to the user in one paragraph: what is wrong, and what to install or set. */
export class Failure extends Error {
  override readonly name = 'Failure';
  /** The last lines of a tool that failed, and the file that has them all. */
  readonly output: { readonly file: string; readonly tail: string } | undefined;

  constructor(paragraph: string, options: { output?: { file: string; tail: string }; cause?: unknown } = {}) {
    super(paragraph, { cause: options.cause });
    this.output = options.output;
  }
}

const columns = 100;

/**
 * Breaks paragraphs into lines of at most 100 columns; a longer word stays whole, so that a URL or a path can be copied. A paragraph
 * that is indented, such as a command, stays as it is.
 */
export function wrap(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => (paragraph.startsWith('  ') ? paragraph : wrapOne(paragraph)))
    .join('\n\n');
}

function wrapOne(paragraph: string): string {
  const lines: string[] = [];
  for (const word of paragraph.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

/** Writes the text that the user sees of an error. */
export function tell(error: unknown): string {
  if (!(error instanceof Failure)) {
    const file = fileFailure(error);
    if (file !== undefined) return wrap(file);
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const { output } = error;
  const tail =
    output === undefined || output.tail === ''
      ? ''
      : `\n\nThe last lines of ${output.file}:\n${output.tail.replace(/^/gm, '  ')}`;
  return `${wrap(error.message)}${tail}`;
}
