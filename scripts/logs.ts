import { appendFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { durationSeconds } from '../contract/durations';
import { Failure } from './console/failure';
import { program } from './console/program';
import { createClients } from './deployment/clients';
import { readRecord } from './deployment/record';
import { readable } from './log/format';
import { readLog } from './log/read';
import { loadSettings } from './settings/load';

/** Seconds between two looks at the log while it is followed. */
const pause = 2;

/** Shows the function's log, from the emulator or from AWS. */
program(async () => {
  const { settings, variables } = loadSettings();
  const { FILE: file, SINCE: since = '15m', RAW: raw, FOLLOW: follow } = variables;
  const seconds = durationSeconds(since);
  if (seconds === undefined)
    throw new Failure(`SINCE is "${since}", but must be a duration such as 90s, 15m, 2h or 1d.`);
  const client = createClients(settings).logs();
  // In production the group's name is generated: the deployment's record has it.
  const group = readRecord(settings)?.outputs.LogGroupName ?? `/aws/lambda/${settings.name}`;
  const seen = new Set<string>();
  let from = Date.now() - seconds * 1_000;
  if (file) writeFileSync(file, '');
  do {
    const lines = await readLog(client, group, from).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new Failure(
        `The log ${group} cannot be read (${why}). Is the stack deployed, and does the emulator run? "make" does both.`,
      );
    });
    for (const { id, time, text } of lines.filter((line) => !seen.has(line.id))) {
      seen.add(id);
      from = Math.max(from, time);
      const line = raw ? text.trimEnd() : readable(text);
      if (line === undefined) continue;
      if (file) appendFileSync(file, `${line}\n`);
      else console.log(line);
    }
    if (follow) await setTimeout(pause * 1_000);
  } while (follow);
  if (file) console.log(`${seen.size} lines of ${group} are in ${file}`);
  else if (seen.size === 0) console.log(`${group} has no line since ${since} ago: SINCE=1d looks further back.`);
});
