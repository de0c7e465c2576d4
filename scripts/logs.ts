import { setTimeout } from 'node:timers/promises';
import { Failure } from './console/failure';
import { program } from './console/program';
import { accessFailure } from './deployment/access';
import { createClients } from './deployment/clients';
import { readRecord } from './deployment/record';
import { readable } from './log/format';
import { type LogLine, readLog } from './log/read';
import { lineSink } from './log/sink';
import { logStart } from './log/start';
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
  const raw = isOn(variables.RAW);
  const follow = isOn(variables.FOLLOW);
  const client = createClients(settings).logs();
  // In production the group's name is generated: the deployment's record has it.
  const record = readRecord(settings);
  const group = record?.outputs.LogGroupName ?? `/aws/lambda/${settings.name}`;
  const { from, text: begin } = logStart(variables.SINCE, record?.deployedAt, Date.now());
  const write = lineSink(file);
  if (file && follow) console.error(`Writing ${group} to ${file} until Ctrl-C.`);
  const shown = await watchLog({
    since: from,
    read: (time) => readLog(client, group, time).catch((error: unknown) => unreadable(settings, group, error)),
    write: ({ text }: LogLine) => {
      const line = raw ? text.trimEnd() : readable(text);
      if (line !== undefined) write(line);
      return line !== undefined;
    },
    goOn: async () => follow && setTimeout(pause, true),
  });
  if (file) console.log(`${shown} lines of ${group} are in ${file}`);
  else if (shown === 0) console.error(`${group} has no line since ${begin}: SINCE=1d looks further back.`);
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
