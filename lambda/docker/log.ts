import type { Engine } from './client';
import { oneLine } from './problems';
import type { InspectedContainer } from './wire';

/** Characters of a container's log line that are shown. */
const longest = 200;

/**
 * Reads the last line of a container's standard error, else of its standard output: the engine reads both in parallel,
 * so their order in the log is chance.
 * @returns undefined where there is none, or the log cannot be read, as with some log drivers
 */
export async function lastLineOf(engine: Engine, { Id, Config }: InspectedContainer): Promise<string | undefined> {
  const query = { stdout: '1', stderr: '1', tail: '20' };
  const answer = await engine({ method: 'GET', path: `/containers/${Id}/logs`, query }).catch(() => undefined);
  if (answer?.status !== 200) return undefined;
  if (Config.Tty) return lastIn(answer.bytes);
  const { errors, output } = streamsIn(answer.bytes);
  return lastIn(errors) ?? lastIn(output);
}

function lastIn(bytes: Buffer): string | undefined {
  const lines = bytes.toString('utf8').split(/[\r\n]+/);
  return lines.map((line) => oneLine(line, longest)).findLast(Boolean);
}

/**
 * Splits a log into its two streams: each piece begins with 8 bytes, of which the first is the stream and the last four
 * are a length.
 * https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach
 */
function streamsIn(bytes: Buffer): { readonly errors: Buffer; readonly output: Buffer } {
  const errors: Buffer[] = [];
  const output: Buffer[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const end = at + 8 + bytes.readUInt32BE(at + 4);
    (bytes[at] === 2 ? errors : output).push(bytes.subarray(at + 8, end));
    at = end;
  }
  return { errors: Buffer.concat(errors), output: Buffer.concat(output) };
}
