import { appendFileSync, writeFileSync } from 'node:fs';
import { Failure } from '../console/failure';
import { messageOf } from '../tools/errors';

/**
 * Opens the target of lines: a file, which is overwritten, or standard output.
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
