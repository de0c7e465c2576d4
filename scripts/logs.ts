import { setTimeout } from 'node:timers/promises';
import { durationSeconds } from '../contract/durations';
import { Failure } from './console/failure';
import { program } from './console/program';
import { accessFailure } from './deployment/access';
import { createClients } from './deployment/clients';
import { readRecord } from './deployment/record';
import { readable } from './log/format';
import { type LogLine, readLog } from './log/read';
import { lineSink } from './log/sink';
import { watchLog } from './log/watch';
import { isOn } from './settings/env-file';
import { loadSettings } from './settings/load';
import { type Settings, Target } from './settings/settings';
import { messageOf } from './tools/errors';

/** Milliseconds between two looks at the log while it is followed. */
const pause = 2_000;

/** Shows the function's log, from the emulator or from AWS. */
program(async () => {
  const { settings, variables } = loadSettings();
  const { FILE: file } = variables;
  const since = variables.SINCE || '15m';
  const seconds = durationSeconds(since);
  if (seconds === undefined)
    throw new Failure(`SINCE is "${since}", but must be a duration such as 90s, 15m, 2h or 1d.`);
  const raw = isOn(variables.RAW);
  const follow = isOn(variables.FOLLOW);
  const client = createClients(settings).logs();
  // In production the group's name is generated: the deployment's record has it.
  const group = readRecord(settings)?.outputs.LogGroupName ?? `/aws/lambda/${settings.name}`;
  const write = lineSink(file);
  if (file && follow) console.log(`Writing ${group} to ${file} until Ctrl-C.`);
  const shown = await watchLog({
    since: Date.now() - seconds * 1_000,
    read: (from) => readLog(client, group, from).catch((error: unknown) => unreadable(settings, group, error)),
    write: ({ text }: LogLine) => {
      const line = raw ? text.trimEnd() : readable(text);
      if (line !== undefined) write(line);
      return line !== undefined;
    },
    again: async () => follow && setTimeout(pause, true),
  });
  if (file) console.log(`${shown} lines of ${group} are in ${file}`);
  else if (shown === 0) console.log(`${group} has no line since ${since} ago: SINCE=1d looks further back.`);
});

function unreadable({ target }: Settings, group: string, error: unknown): never {
  if (target === Target.aws) {
    const access = accessFailure(error);
    if (access !== undefined) throw access;
  }
  const what =
    target === Target.aws
      ? 'Is the stack deployed in this region? "make TARGET=aws" deploys it.'
      : 'Is the stack deployed, and does the emulator run? "make" does both.';
  throw new Failure(`The log ${group} cannot be read (${messageOf(error)}). ${what}`, { cause: error });
}
