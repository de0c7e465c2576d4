import { type FuzzDeployment, labDeployment, productionDeployment } from './deployments';
import { type Fuzzed, fuzz } from './run';

const asked = ['the lab', 'production with a key', 'production without a key'] as const;
type Asked = (typeof asked)[number];

const deployments: FuzzDeployment[] = [];
const results = new Map<Asked, Fuzzed>();

// All at once: each waits most of its time for its emulator. Production with a key tries every bound of every path.
beforeAll(async () => {
  const lab = await labDeployment();
  deployments.push(lab);
  const inTheLab = fuzz({ ...lab.target, brief: true });
  const production = await productionDeployment();
  deployments.push(production);
  const runs = [inTheLab, fuzz(production.target), fuzz({ ...production.target, brief: true, stranger: true })];
  for (const [index, result] of (await Promise.all(runs)).entries()) results.set(asked[index] ?? 'the lab', result);
}, 900_000);

afterAll(async () => {
  for (const { close } of deployments) await close();
}, 60_000);

function resultOf(name: Asked): Fuzzed {
  const result = results.get(name);
  if (result === undefined) throw new Error(`${name} has no result`);
  return result;
}

test.each(asked)('%s keeps to its OpenAPI document, and has no answer of 5xx', (name) => {
  const { report, output } = resultOf(name);

  // With a curl command for each failure.
  if (report.exit_code !== 0) throw new Error(output);
  console.log(`${name}:\n${output.slice(output.indexOf('= SUMMARY ='))}`);
  expect(report).toMatchObject({ complete: true, failures: [], errors: [] });
  expect(report.test_cases.errored).toBe(0);
});

test.each(asked)('of %s every operation of the document is asked, in every phase', (name) => {
  const { operations, phases } = resultOf(name).report;

  expect(operations.total).toBeGreaterThan(30);
  expect([operations.selected, operations.tested]).toEqual([operations.total, operations.total]);
  const ended = ['examples', 'coverage', 'fuzzing', 'stateful'].map((phase) => [phase, phases[phase]?.status]);
  expect(ended.filter(([, status]) => status !== 'success')).toEqual([]);
});

test.each(['the lab', 'production with a key'] as const)(
  'in %s nearly all operations also accept what they are asked',
  (name) => {
    const rates = Object.values(resultOf(name).report.valid_rates);

    // Which state an instance is in, and so whether a change is possible, depends on what was asked before.
    const accepting = rates.filter((phases) => Object.values(phases).some(({ accepted }) => accepted > 0));
    expect(accepting.length / rates.length).toBeGreaterThan(0.8);
  },
);
