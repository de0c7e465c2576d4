import type { Variables } from './env-file';

/** Variables that decide what is deployed and where; the others are about one program. */
const deploying = [
  'TARGET',
  'PROFILE',
  'EMULATOR',
  'EMULATOR_HOST',
  'EMULATOR_PORT',
  'EMULATOR_PRIVATE_PORT',
  'GATE',
  'AWS_ENDPOINT_URL',
  'AWS_REGION',
  'AWS_PROFILE',
  'INSTANCE_ID',
  'EC2_ENDPOINT',
  'COMPUTE',
  'CONTAINER',
  'DOCKER_HOST',
  'DOCKER_IMAGE',
  'DOCKER_IMAGES',
  'CONTEXT',
] as const;

/**
 * Reads the variables that make was given on its command line.
 * @param flags - the environment's `MAKEFLAGS`, into which make writes them: ` --no-print-directory -- NAME=a\ value`
 */
export function commandLine(flags = ''): Variables {
  const words: readonly string[] = flags.match(/(?:\\[\s\S]|\S)+/g) ?? [];
  const pairs = words.slice(words.indexOf('--') + 1).flatMap((word) => {
    const [, name, value = ''] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(word) ?? [];
    return name === undefined ? [] : [[name, value.replace(/\\([\s\S])/g, '$1').replaceAll('$$', '$')] as const];
  });
  return Object.fromEntries(pairs);
}

/**
 * Writes the command that deploys the same again in the same shell: what stands in the environment or in `.env` need
 * not be repeated.
 * @param changes - variables that are to be other ones
 */
export function deployCommand(flags: string | undefined, changes: Variables = {}): string {
  const given = { ...commandLine(flags), ...changes };
  const words = deploying.flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [` ${name}=${quoted(value)}`];
  });
  return `make${words.join('')}`;
}

/** Quotes a word for a shell. */
function quoted(value: string): string {
  return /^[\w@%+:,./=-]*$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
