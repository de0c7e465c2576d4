import { Auth } from '../contract/environment';
import { deploymentRecords } from './deployment/record';
import { credentialText, rightsText, withCredential, without } from './key/callers-change';
import { changeCallers } from './key/callers-file';
import { newKey } from './key/new-key';
import { readWish } from './key/wish';

/**
 * Lets a caller in, or no longer: changes the callers file. A new key goes to standard output, alone and once; everything
 * that is said about it goes to standard error.
 */
function main(): void {
  const path = process.env.CALLERS || 'config/callers.json';
  const wish = readWish(process.env);
  const { name } = wish;
  if (wish.kind === 'remove') {
    const left = changeCallers(path, (entries) => without(entries, wish)).filter((entry) => entry.name === name);
    const rest = left.length === 0 ? 'it is no caller any more' : `it still has ${left.map(credentialText).join(', ')}`;
    console.error(`Removed from "${name}" in ${path}; ${rest}.\nIt works until you deploy:\n\n${deployCommands()}`);
    return;
  }
  const made = newKey();
  const own = changeCallers(path, (entries) => withCredential(entries, wish, made.sha256)).filter(
    (entry) => entry.name === name,
  );
  const [entry] = own.slice(-1);
  if (entry === undefined) return;
  if (wish.principal === undefined) {
    console.error(`The key of "${name}", shown this once; ${path} keeps only its SHA-256 (${credentialText(entry)}):`);
    console.log(made.key);
  }
  console.error(`"${name}" may do: ${rightsText(entry)}. It has: ${own.map(credentialText).join(', ')}.`);
  console.error(`Deploy to let it in:\n\n${deployCommands()}\n`);
}

/** Writes the commands that deploy again what has keys. */
function deployCommands(): string {
  const commands = deploymentRecords().flatMap(({ auth, command }) => (auth === Auth.none ? [] : (command ?? [])));
  return commands.length > 0 ? [...new Set(commands)].join('\n') : 'make PROFILE=production';
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
