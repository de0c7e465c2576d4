import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemKind, problems } from '../../contract/problems';
import { ec2Problem } from '../../lambda/aws/ec2-problems';

const page = readFileSync(join(__dirname, '../../docs/errors.md'), 'utf8');
const entries = [...page.matchAll(/^## (\w+)\n\n(\d{3}) · (.+?)(?: · (retryable))?\n\n(.+)$/gm)];

test('docs/errors.md has one entry for each problem code, with its status and title', () => {
  const written = entries.map(([, code, status, title, retryable]) => [
    code,
    Number(status),
    title,
    retryable !== undefined,
  ]);
  const table = Object.entries(problems).map(([code, kind]) => [code, kind.status, kind.title, 'retryable' in kind]);

  expect(written).toEqual(table);
});

/** How the sentences begin that say what to do. */
const advice =
  /^(Add|Ask|Attach|Begin|Change|Check|Delete|Deploy|Enable|Find|Give|In the lab: `make`|Leave|Look|Make|Name|Read|Remove|Select|Send|Start|Tag|Terminate|Use|Wait)\b/;

test.each(entries.map(([, code = '', , , , text = '']) => [code, text] as const))(
  '%s says when it happens, and then what to do',
  (_, text) => {
    const [when = '', ...rest] = text.split(/(?<=[.;]) /).map((sentence) => sentence.trim());

    expect(when.split(' ').length).toBeGreaterThanOrEqual(3);
    expect(when).not.toMatch(advice);
    expect(rest.filter((sentence) => advice.test(sentence))).not.toEqual([]);
  },
);

test.each(Object.entries(problems).filter(([, kind]) => 'retryable' in kind))(
  '%s, which is retryable, says that the request may be repeated',
  (code) => {
    const text = entries.find(([, name]) => name === code)?.[5];

    expect(text).toMatch(/\b(again|wait|repeat)\b/i);
  },
);

/** The rows of the page's table of EC2's errors: each code with the operation and what it becomes. */
const ec2Rows = [...page.matchAll(/^\| (`[^|]+) \| (\w+) \| (\d{3}) `(\w+)`/gm)].flatMap(
  ([, codes = '', operation = '', status, problem = '']) =>
    [...codes.matchAll(/`([^`]+)`/g)].map(([, code = '']) => [code, operation, Number(status), problem] as const),
);

test.each(ec2Rows)('the page says what EC2 means by %s on %s: %i %s', (code, operation, status, problem) => {
  const context = { region: 'us-east-1', deploymentRegion: 'us-east-1', callerCredentials: false };
  const found = ec2Problem(
    { code, message: '', status: 400 },
    context,
    operation === 'any' ? 'DescribeInstances' : operation,
  );

  expect([found.code, problemKind(found.code).status]).toEqual([problem, status]);
});

test("the table of EC2's errors is read", () => {
  expect(ec2Rows.length).toBeGreaterThan(35);
});
