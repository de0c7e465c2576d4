import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { byHand, Published, publishedText, publishPort } from '../../../scripts/deployment/codespaces';
import { type LogFile, openLog } from '../../../scripts/tools/log-file';
import { type Bench, bench } from '../support/programs';

let here: Bench;
let log: LogFile;

beforeEach(() => {
  here = bench();
  log = openLog('urls', join(here.folder, 'logs'));
});

afterEach(() => here.remove());

const publish = (): Promise<Published> =>
  publishPort({ port: '4566', variables: { ...process.env, CODESPACE_NAME: 'space' }, log, pauses: [1, 1] });

test('gh makes the port public', async () => {
  here.program('gh', 'test "$*" = "codespace ports visibility 4566:public -c space"');

  expect(await publish()).toBe(Published.done);
});

test('a port that is not forwarded yet is tried again', async () => {
  const mark = join(here.folder, 'second');
  here.program('gh', `test -e "${mark}" && exit 0; : > "${mark}"; exit 1`);

  expect(await publish()).toBe(Published.done);
  expect(existsSync(mark)).toBe(true);
});

test.each([
  ['gh refuses', () => here.program('gh', 'exit 1'), 'not allowed', 'it was not allowed'],
  ['there is no gh', () => here.onlyThese(), 'there is no program gh', 'there is no program "gh" here'],
])('when %s it is said, with the way by hand', async (_what, prepare, short, long) => {
  prepare();

  const published = await publish();

  expect(publishedText(published)).toContain(short);
  const text = byHand('4566', published).replaceAll('\n', ' ');
  expect(text).toContain(long);
  expect(text).toContain('click port 4566');
});
