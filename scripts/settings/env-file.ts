import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { Failure } from '../console/failure';
import { codeOf, messageOf } from '../tools/errors';

export type Variables = Readonly<Record<string, string | undefined>>;

/** Checks whether a switch such as `FOLLOW=1` is on: any value but `0`, `no`, `false` and none. */
export function isOn(value: string | undefined): boolean {
  return !/^(0|no|false|)$/i.test(value?.trim() ?? '');
}

/**
 * Lays the file `.env` under the environment. Make puts what stands on its command line into the environment of its recipes, so
 * the command line wins over the environment, and that over the file.
 * @param path - a file that need not exist
 * @throws Failure when the file cannot be read, and naming every line that is none of a settings file
 */
export function withEnvFile(environment: Variables, path: string): Variables {
  const text = contentOf(path);
  if (text === undefined) return environment;
  const broken = brokenLines(text);
  if (broken.length > 0) {
    const [lines, are] = broken.length === 1 ? ['line', 'is'] : ['lines', 'are'];
    throw new Failure(
      `${path}, ${lines} ${broken.join(', ')}, ${are} not of the form NAME=value: comments begin with #, and a value with several ` +
        'lines stands in quotes. See .env.example.',
    );
  }
  return { ...parseEnv(text), ...environment };
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new Failure(`The settings in ${path} cannot be read (${messageOf(error)}).`, { cause: error });
  }
}

/** Finds the lines that the parser drops without a word. Only their numbers are shown: a line may hold a secret. */
function brokenLines(text: string): readonly number[] {
  const assignments = text.replace(
    // A quoted value with its lines, which count but are none of their own.
    /^(\s*(?:export\s+)?\w+\s*=\s*)(["'`])((?:(?!\2)[\s\S])*)\2/gm,
    (_all, start: string, _quote: string, value: string) => start + '\n#'.repeat(value.split('\n').length - 1),
  );
  return assignments
    .split(/\r?\n/)
    .flatMap((line, index) => (/^\s*(#.*)?$|^\s*(export\s+)?[A-Za-z_]\w*\s*=/.test(line) ? [] : [index + 1]));
}
