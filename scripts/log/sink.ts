import { appendFileSync, writeFileSync } from 'node:fs';
import { Failure } from '../console/failure';
import { messageOf } from '../tools/errors';

/**
 * Where lines go: to a file, which is begun anew, or to standard output.
 * @throws Failure when the file cannot be written
 */
export function lineSink(file: string | undefined): (line: string) => void {
  if (!file) return (line) => console.log(line);
  try {
    writeFileSync(file, '');
  } catch (error) {
    throw new Failure(`FILE is "${file}", which cannot be written (${messageOf(error)}).`, { cause: error });
  }
  return (line) => appendFileSync(file, `${line}\n`);
}
